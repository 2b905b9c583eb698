// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {AccessSystem} from "../harness/AccessSystem.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev What every contract under the AccessManager has in common: its authority, and for three of them the pause.
contract AccessManagedFuzzTest is AccessSystem, Outcome {
    uint256 private constant START = 1_800_000_000;

    AccessManager private _successor;

    function setUp() external {
        _deployAccessSystem();
        _successor = new AccessManager(address(this));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IExpiringPause.pause.selector;
        authority.setTargetFunctionRole(address(data), selectors, GUARDIAN_ROLE);
        authority.setTargetFunctionRole(address(distributor), selectors, GUARDIAN_ROLE);
    }

    /// @dev PAU1, PAU2, PAU3: the guardian alone, for 72 hours, and not before seven days after the last pause.
    /// @custom:fuzzes DataRegistry.pause RewardDistributor.pause DatasetAccess.pause
    function testFuzz_pause(address drawn, uint256 pick, uint256 elapsed, uint256 lifted) external {
        IExpiringPause target = _pausable(pick >> 8);
        address caller = _callerFrom(drawn, GUARDIAN, pick);
        uint256 end = (pick >> 16) % 4 == 0 ? 0 : _pauseBefore(target, pick, lifted);
        elapsed = (pick >> 24) % 2 == 0 ? bound(elapsed, 0, 12 days) : bound(elapsed, 7 days - 2, 7 days + 2);
        vm.warp(end == 0 || (pick >> 28) % 4 == 0 ? block.timestamp + elapsed : end + elapsed);
        bytes memory refusal = ALLOWED;
        if (end != 0 && block.timestamp < end + 7 days) {
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseCooldown.selector, end + 7 days);
        }
        if (caller != GUARDIAN) refusal = _unauthorized(caller);

        _startCounting();
        bool paused = _callAs(caller, address(target), abi.encodeCall(target.pause, ()), refusal);

        vm.assertEq(target.pausedUntil(), paused ? block.timestamp + 72 hours : end, "PAU1: until when");
        vm.assertTrue(target.paused() == (paused || block.timestamp < end), "PAU3: in force");
        vm.assertTrue(!_pausable((pick >> 8) + 1).paused(), "no other contract is paused by it");
        vm.assertEq(_slotsWritten(address(target)), paused ? 1 : 0, "nothing else changes");
    }

    /// @dev PAU3: governance alone lifts a pause that is in force, at once.
    /// @custom:fuzzes DataRegistry.unpause RewardDistributor.unpause DatasetAccess.unpause
    function testFuzz_unpause(address drawn, uint256 pick, uint256 elapsed) external {
        IExpiringPause target = _pausable(pick >> 8);
        address caller = _callerFrom(drawn, address(this), pick);
        bool wasPaused = (pick >> 16) % 4 != 0;
        if (wasPaused) _pauseNow(target);
        elapsed = (pick >> 20) % 2 == 0 ? bound(elapsed, 72 hours - 2, 72 hours + 2) : bound(elapsed, 0, 7 days);
        vm.warp(START + elapsed);
        uint256 end = wasPaused ? START + 72 hours : 0;
        bytes memory refusal = ALLOWED;
        if (!wasPaused || elapsed >= 72 hours) {
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPauseNotPaused.selector);
        }
        if (caller != address(this)) refusal = _unauthorized(caller);

        _startCounting();
        bool lifted = _callAs(caller, address(target), abi.encodeCall(target.unpause, ()), refusal);

        vm.assertEq(target.pausedUntil(), lifted ? block.timestamp : end, "until when");
        vm.assertTrue(target.paused() == (!lifted && block.timestamp < end), "in force");
        vm.assertEq(_slotsWritten(address(target)), lifted ? 1 : 0, "nothing else changes");
    }

    /// @dev Only the authority in office names its successor, which must be a contract.
    /// @custom:fuzzes DataRegistry.setAuthority ValidatorRegistry.setAuthority RewardReserve.setAuthority
    /// @custom:fuzzes RewardDistributor.setAuthority DatasetAccess.setAuthority ToolRegistry.setAuthority
    function testFuzz_setAuthority(address drawn, uint256 pick, address next) external {
        address target = [
            address(data),
            address(registry),
            address(reserve),
            address(distributor),
            address(access),
            address(tools)
        ][(pick >> 8) % 6];
        address caller = _callerFrom(drawn, address(authority), pick);
        if ((pick >> 16) % 2 == 0) next = address(_successor);
        bytes memory refusal = ALLOWED;
        if (next.code.length == 0) {
            refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedInvalidAuthority.selector, next);
        }
        if (caller != address(authority)) refusal = _unauthorized(caller);

        _startCounting();
        bool moved = _callAs(caller, target, abi.encodeCall(IAccessManaged.setAuthority, (next)), refusal);

        vm.assertEq(IAccessManaged(target).authority(), moved ? next : address(authority), "authority");
        vm.assertEq(_slotsWritten(target), moved ? 1 : 0, "nothing else changes");
    }

    function _pausable(uint256 pick) private view returns (IExpiringPause) {
        return IExpiringPause([address(data), address(distributor), address(access)][pick % 3]);
    }

    function _pauseNow(IExpiringPause target) private {
        _callAs(GUARDIAN, address(target), abi.encodeCall(target.pause, ()), ALLOWED);
    }

    /// @dev A pause that began at the start and ended by itself or was lifted; returns when it ends.
    function _pauseBefore(IExpiringPause target, uint256 pick, uint256 lifted) private returns (uint256 end) {
        _pauseNow(target);
        if ((pick >> 20) % 2 == 0) return START + 72 hours;
        vm.warp(START + bound(lifted, 0, 72 hours - 1));
        target.unpause();
        return block.timestamp;
    }
}
