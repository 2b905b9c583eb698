// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC1271WalletMock} from "../../../../contracts/mocks/ERC1271WalletMock.sol";
import {RewardSystem} from "../RewardSystem.sol";
import {ReentrantActor, RefusingActor} from "./RewardActors.sol";

/// @dev What the models of the invariant campaigns share: the actors, the time, random choices, who holds which tokens,
/// and calls whose answer is foretold. A wrong answer is kept in `difference`, which every campaign requires empty.
abstract contract Ghost is RewardSystem {
    uint256 internal constant ACTORS = 8;
    uint256 internal constant ACCOUNTS = 16;
    uint256 internal constant SUPPLY = 100_000_000e18;
    uint256 internal constant GENESIS = 1_800_000_000 + 1 hours;
    uint256 internal constant EPOCH = 7 days;
    uint256 internal constant WINDOW = 1 days;
    uint256 internal constant DELAY = 1 days;
    uint256 internal constant SIGNER_KEY = 0xc0ffee;

    /// @dev How many actions ran, and how many of each.
    uint256 public calls;
    mapping(bytes4 selector => uint256 count) public triesOf;

    /// @dev How often something that must not stay rare went through, by its name.
    mapping(bytes32 what => uint256 count) public timesOf;

    /// @dev The first answer that the model did not foretell.
    string public difference;

    /// @dev The actors, three of them contracts, then accounts that only ever receive.
    address[ACCOUNTS] internal _accounts;
    ReentrantActor internal _reentrant;
    uint256 internal _time;
    mapping(address holder => uint256 amount) internal _tokensOf;
    mapping(address target => uint256 amount) internal _donatedTo;
    mapping(address target => uint256 amountWei) internal _etherOf;
    uint256 private _random;

    modifier action(uint256 seed) {
        vm.warp(_time);
        _random = uint256(keccak256(abi.encode(seed, ++calls)));
        ++triesOf[msg.sig];
        _;
    }

    constructor() {
        _deployRewardSystem();
        _time = block.timestamp;
        _reentrant = new ReentrantActor();
        _accounts[0] = address(_reentrant);
        _accounts[1] = address(new ERC1271WalletMock(vm.addr(SIGNER_KEY)));
        _accounts[2] = address(new RefusingActor());
        _accounts[3] = vm.addr(SIGNER_KEY);
        for (uint256 i = 4; i < ACCOUNTS; ++i) _accounts[i] = address(uint160(0xac0000 + i));
        // Whenever it is called, it tries to touch what is being settled.
        _reentrant.arm(address(distributor), abi.encodeCall(distributor.skipEpoch, (1)));
        _tokensOf[address(this)] = SUPPLY - FUNDED;
        _tokensOf[address(reserve)] = FUNDED;
    }

    /// @dev Calls `target` as `sender`. `refusal` is the revert data that must come back, empty when the call must pass.
    function _send(
        address sender,
        address target,
        bytes memory data,
        bytes memory refusal,
        string memory label
    ) internal returns (bool passed) {
        bytes memory answer;
        vm.prank(sender);
        (passed, answer) = target.call(data);
        if (passed != (refusal.length == 0)) {
            _differ(string.concat(label, passed ? ": let through" : ": refused"));
        } else if (!passed && keccak256(answer) != keccak256(refusal)) {
            _differ(string.concat(label, ": refused for another reason"));
        }
        if (!passed) ++timesOf["refused"];
        _afterCall(passed);
    }

    /// @dev Runs after every foretold call.
    // solhint-disable-next-line no-empty-blocks
    function _afterCall(bool passed) internal virtual {}

    function _differ(string memory what) internal {
        if (bytes(difference).length == 0) difference = what;
    }

    function _expect(bool condition, string memory what) internal {
        if (!condition) _differ(what);
    }

    function _count(bytes32 what) internal {
        ++timesOf[what];
    }

    /// @dev A random number below `limit`, another one each time.
    function _below(uint256 limit) internal returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % limit;
    }

    /// @dev True once in `n` times.
    function _oneIn(uint256 n) internal returns (bool) {
        return _below(n) == 0;
    }

    /// @dev A number below `limit` for the checks, each of which looks at one of many.
    function _turn(uint256 limit) internal view returns (uint256) {
        return uint256(keccak256(abi.encode("turn", calls))) % limit;
    }

    function _anyActor() internal returns (address) {
        return _accounts[_below(ACTORS)];
    }

    /// @dev Keeps who holds which tokens.
    function _moved(address from, address to, uint256 amount) internal {
        _tokensOf[from] -= amount;
        _tokensOf[to] += amount;
    }

    /// @dev Ether and tokens that nobody asked for, to any contract. None takes ether; some is forced on it.
    function _donate() internal {
        address[7] memory targets = _contracts();
        address target = targets[_below(targets.length)];
        uint256 amount = _below(1_000e18);
        token.transfer(target, amount);
        _moved(address(this), target, amount);
        _donatedTo[target] += amount;

        vm.deal(address(this), 1);
        (bool taken, ) = target.call{value: 1}("");
        _expect(!taken, "DIS7: a contract took ether");
        _etherOf[target] += amount;
        vm.deal(target, _etherOf[target]);
        _count("donate");
    }

    /// @dev Reverts when somebody holds other tokens than the model says, or was handed control.
    function _checkTokens() internal view {
        uint256 sum = 0;
        for (uint256 i = 0; i < ACCOUNTS; ++i) sum += _checkHolder(_accounts[i], "DIS3: an account's tokens");
        for (uint256 i = 0; i < validators.length; ++i)
            sum += _checkHolder(validators[i], "DIS3: a validator's tokens");
        address[7] memory targets = _contracts();
        for (uint256 i = 0; i < targets.length; ++i) {
            sum += _checkHolder(targets[i], "DIS2, RES1, VAL5: a contract's tokens");
            _same(targets[i].balance, _etherOf[targets[i]], "DIS7: ether moved");
        }
        _same(sum + _tokensOf[address(this)], SUPPLY, "TOK1: the model lost tokens");
        _checkHolder(address(this), "VAL6: the treasury's tokens");
        _same(_reentrant.entered(), 0, "DIS7: an account was handed control");
    }

    /// @dev Reverts, citing `label`, unless the two are equal. Cheaper than an assertion each time.
    function _same(uint256 actual, uint256 expected, string memory label) internal pure {
        if (actual != expected) vm.assertEq(actual, expected, label);
    }

    function _contracts() internal view returns (address[7] memory) {
        return
            [
                address(distributor),
                address(reserve),
                address(registry),
                address(commitments),
                address(schedule),
                address(token),
                address(authority)
            ];
    }

    function _checkHolder(address holder, string memory label) private view returns (uint256 amount) {
        amount = _tokensOf[holder];
        _same(token.balanceOf(holder), amount, label);
    }
}
