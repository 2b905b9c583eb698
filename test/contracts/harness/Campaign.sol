// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1271WalletMock} from "../../../contracts/mocks/ERC1271WalletMock.sol";
import {ReentrantActor, RefusingActor} from "./CampaignActors.sol";
import {Harness} from "./Harness.sol";

/// @dev Base of the handlers of invariant campaigns: eight actors, a clock, chance, and calls whose outcome is known
/// beforehand. A handler never reverts: the first difference from its model is kept for the test to find.
abstract contract Campaign is Harness {
    uint256 public constant ACTORS = 8;

    /// @dev The contract accounts among the actors: one that obeys a key, one that calls back, one that refuses.
    uint256 internal constant WALLET = 5;
    uint256 internal constant REENTRANT = 6;
    uint256 internal constant REFUSING = 7;

    string public difference;
    uint256 public time = 1_800_000_000;
    uint256 public calls;
    mapping(bytes4 selector => uint256 count) public done;
    mapping(bytes4 selector => uint256 count) public refused;
    mapping(address account => uint256 amount) public forced;
    address[ACTORS] internal actors;
    uint256[ACTORS] internal keys;
    /// @dev The action that calls are counted for.
    bytes4 internal action;
    uint256 private _chance;

    modifier step(uint256 seed) {
        vm.warp(time);
        ++calls;
        action = msg.sig;
        _chance = uint256(keccak256(abi.encode(seed, calls)));
        _;
        _check();
    }

    constructor() {
        vm.warp(time);
        for (uint256 i = 0; i < REENTRANT; ++i) {
            keys[i] = 0xA11CE + i;
            actors[i] = vm.addr(keys[i]);
        }
        actors[WALLET] = address(new ERC1271WalletMock(actors[WALLET]));
        actors[REENTRANT] = address(new ReentrantActor());
        actors[REFUSING] = address(new RefusingActor());
    }

    /// @dev Compares everything with the model, one second later, so that the present is past. Run at the end.
    function audit() external view virtual returns (string memory violated);

    /// @dev Compares what the last action can have touched, and something chosen by chance.
    function _check() internal virtual;

    /// @dev Calls as `sender`. The call must go through when `refusal` is empty, and else fail with exactly that. Returns
    /// whether it went through as it had to.
    function _call(
        address sender,
        address target,
        bytes memory data,
        bytes memory refusal,
        string memory label
    ) internal returns (bool) {
        vm.prank(sender);
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, bytes memory answer) = target.call(data);
        if (success) ++done[action];
        else ++refused[action];
        _expect(success ? refusal.length == 0 : keccak256(answer) == keccak256(refusal), label);
        return success && refusal.length == 0;
    }

    function _expect(bool condition, string memory label) internal {
        if (!condition) _report(label);
    }

    /// @dev Keeps the first violated invariant; empty when none is.
    function _report(string memory violated) internal {
        if (bytes(violated).length != 0 && bytes(difference).length == 0) difference = violated;
    }

    /// @dev Ether that nobody can refuse, as from a block reward or a contract that destroys itself.
    function _forceEther(address account) internal {
        uint256 amount = 1 + _random(1 ether);
        vm.deal(account, account.balance + amount);
        forced[account] += amount;
    }

    /// @dev Sends one wei with empty calldata, which a contract that takes no ether refuses.
    function _sendEther(address sender, address target, string memory label) internal {
        vm.deal(sender, sender.balance + 1);
        vm.prank(sender);
        // solhint-disable-next-line avoid-low-level-calls
        (bool success, ) = target.call{value: 1}("");
        _expect(!success, label);
        ++refused[msg.sig];
    }

    function _setTime(uint256 newTime) internal {
        time = newTime;
        vm.warp(newTime);
    }

    /// @dev A number below `size`.
    function _random(uint256 size) internal returns (uint256) {
        _chance = uint256(keccak256(abi.encode(_chance)));
        return _chance % size;
    }

    function _sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}

/// @dev Base of the tests of invariant campaigns.
abstract contract CampaignTest is Harness {
    /// @dev In shorter runs chance may leave out an action.
    uint256 private constant LONG_RUN = 500;

    /// @dev Fails with the label of the invariant that was violated.
    function _requireNoDifference(Campaign handler) internal view {
        _requireEmpty(handler.difference());
    }

    /// @dev Compares everything, at the end of a run.
    function _audit(Campaign handler) internal {
        vm.warp(handler.time() + 1);
        _requireEmpty(handler.audit());
    }

    function _requireEmpty(string memory violated) internal pure {
        vm.assertEq(keccak256(bytes(violated)), keccak256(""), violated);
    }

    function _isLong(Campaign handler) internal view returns (bool) {
        return handler.calls() >= LONG_RUN;
    }

    /// @dev Whether `action` was done in at least one of 200 calls.
    function _hasDone(Campaign handler, bytes4 action) internal view returns (bool) {
        return handler.calls() <= 200 * handler.done(action);
    }

    /// @dev A long run must have done `action` in at least one of 200 calls.
    function _requireDone(Campaign handler, bytes4 action, string memory name) internal view {
        if (!_isLong(handler)) return;
        vm.assertLe(handler.calls(), 200 * handler.done(action), string.concat("hardly ever succeeded: ", name));
    }

    /// @dev A long run must have seen `action` refused in at least one of 200 calls.
    function _requireRefused(Campaign handler, bytes4 action, string memory name) internal view {
        if (!_isLong(handler)) return;
        vm.assertLe(handler.calls(), 200 * handler.refused(action), string.concat("hardly ever refused: ", name));
    }
}
