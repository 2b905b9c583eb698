// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {GPTVesting} from "../../../contracts/token/GPTVesting.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev The vesting of 8,000,000 $GPT, at any time and for any caller.
contract GPTVestingFuzzTest is Outcome {
    uint256 private constant START = 1_800_000_000;
    uint256 private constant AMOUNT = 8_000_000e18;
    address private constant OWNER = address(0x7ea3);

    GPTToken private _token;
    GPTVesting private _wallet;

    function setUp() external {
        vm.warp(START);
        _wallet = new GPTVesting(OWNER, uint64(START));
        _token = new GPTToken(address(0x60), address(0x18), address(0x14), address(_wallet));
    }

    /// @dev Whoever asks, whenever: the owner has what has accrued, to the wei, and nothing before the cliff.
    /// @custom:fuzzes GPTVesting.release(address)
    function testFuzz_releaseToken(address caller, uint256 first, uint256 second) external {
        (first, second) = (bound(first, 0, 800 days), bound(second, 0, 400 days));
        vm.warp(START + first);

        _release(caller, abi.encodeWithSignature("release(address)", _token));
        vm.assertEq(_token.balanceOf(OWNER), _vested(first, AMOUNT), "after the first release");
        vm.warp(START + first + second);
        _release(caller, abi.encodeWithSignature("release(address)", _token));

        vm.assertEq(_token.balanceOf(OWNER), _vested(first + second, AMOUNT), "after the second release");
        vm.assertEq(_token.balanceOf(address(_wallet)), AMOUNT - _token.balanceOf(OWNER), "the rest stays");
        vm.assertEq(_wallet.released(address(_token)), _token.balanceOf(OWNER), "released");
    }

    /// @dev Ether that somebody sent follows the same curve.
    /// @custom:fuzzes GPTVesting.receive GPTVesting.release()
    function testFuzz_releaseEther(address caller, uint96 sent, uint256 elapsed) external {
        elapsed = bound(elapsed, 0, 800 days);
        vm.deal(address(this), sent);
        (bool accepted, ) = address(_wallet).call{value: sent}("");
        vm.assertTrue(accepted, "takes ether");
        vm.warp(START + elapsed);

        _release(caller, abi.encodeWithSignature("release()"));

        vm.assertEq(OWNER.balance, _vested(elapsed, sent), "accrued");
        vm.assertEq(address(_wallet).balance, sent - OWNER.balance, "the rest stays");
        vm.assertEq(_token.balanceOf(OWNER), 0, "no token moves");
    }

    /// @dev The owner hands its right over, and nobody else does.
    /// @custom:fuzzes GPTVesting.transferOwnership
    function testFuzz_transferOwnership(address drawn, uint256 pick, address next) external {
        address caller = _callerFrom(drawn, OWNER, pick);
        if ((pick >> 8) % 8 == 0) next = address(0);
        bytes memory refusal = ALLOWED;
        if (next == address(0)) refusal = abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, next);
        if (caller != OWNER) refusal = _notOwner(caller);

        bool done = _callAs(caller, address(_wallet), abi.encodeCall(_wallet.transferOwnership, (next)), refusal);

        vm.assertEq(_wallet.owner(), done ? next : OWNER, "owner");
        vm.assertEq(_token.balanceOf(address(_wallet)), AMOUNT, "no token moves");
    }

    /// @dev Only the owner gives its right up, and then nobody is ever paid.
    /// @custom:fuzzes GPTVesting.renounceOwnership
    function testFuzz_renounceOwnership(address drawn, uint256 pick, uint256 elapsed) external {
        address caller = _callerFrom(drawn, OWNER, pick);
        bytes memory refusal = caller == OWNER ? ALLOWED : _notOwner(caller);

        bool done = _callAs(caller, address(_wallet), abi.encodeCall(_wallet.renounceOwnership, ()), refusal);

        vm.assertEq(_wallet.owner(), done ? address(0) : OWNER, "owner");
        vm.warp(START + bound(elapsed, 0, 800 days));
        if (!done) return;
        refusal = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0));
        _callAs(caller, address(_wallet), abi.encodeWithSignature("release(address)", _token), refusal);
    }

    function _release(address caller, bytes memory data) private {
        _callAs(caller, address(_wallet), data, ALLOWED);
    }

    /// @dev Nothing before 182 days; then linear since the start; everything after 730 days.
    function _vested(uint256 elapsed, uint256 amount) private pure returns (uint256) {
        if (elapsed < 182 days) return 0;
        return elapsed >= 730 days ? amount : (amount * elapsed) / 730 days;
    }

    function _notOwner(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller);
    }
}
