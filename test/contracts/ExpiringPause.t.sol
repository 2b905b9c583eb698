// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IExpiringPause} from "../../contracts/interfaces/IExpiringPause.sol";
import {ExpiringPauseMock} from "../../contracts/mocks/ExpiringPauseMock.sol";
import {Harness} from "./harness/Harness.sol";

contract ExpiringPauseTest is Harness {
    uint64 private constant GUARDIAN_ROLE = 2;
    address private constant GUARDIAN = address(0x6A);
    uint256 private constant START = 1_800_000_000;

    ExpiringPauseMock private _contract;

    function setUp() public {
        vm.warp(START);
        AccessManager authority = new AccessManager(address(this));
        _contract = new ExpiringPauseMock(address(authority));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IExpiringPause.pause.selector;
        authority.setTargetFunctionRole(address(_contract), selectors, GUARDIAN_ROLE);
        authority.grantRole(GUARDIAN_ROLE, GUARDIAN, 0);
    }

    /// A pause holds for each of the 72 hours and for no second more.
    function testFuzz_pause_lastsExactly72Hours(uint256 elapsed) public {
        elapsed = bound(elapsed, 0, 100 * 365 days);
        vm.prank(GUARDIAN);
        _contract.pause();

        vm.warp(START + elapsed);

        require(_contract.paused() == (elapsed < 72 hours), "paused");
        vm.assertEq(_contract.pausedUntil(), START + 72 hours, "until");
        if (elapsed < 72 hours) {
            vm.expectRevert(
                abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, uint48(START + 72 hours))
            );
        }
        _contract.pausable();
    }

    /// No caller but the guardian pauses; none but the admin unpauses.
    function testFuzz_pause_isTheGuardiansAlone(address caller) public {
        if (caller != GUARDIAN) {
            vm.prank(caller);
            vm.expectRevert();
            _contract.pause();
        }
        vm.prank(GUARDIAN);
        _contract.pause();
        if (caller != address(this)) {
            vm.prank(caller);
            vm.expectRevert();
            _contract.unpause();
        }
    }

    /// Whatever guardian and admin do in whatever order, no pause lasts more than 72 hours and each two pauses
    /// lie 7 days apart.
    function testFuzz_pause_cannotBeRenewedBeforeTheCooldown(uint256[12] memory steps) public {
        uint256 pausedAt = 0;
        uint256 endsAt = 0;
        for (uint256 i = 0; i < steps.length; ++i) {
            vm.warp(block.timestamp + bound(steps[i] >> 2, 0, 6 days));
            bool running = pausedAt != 0 && block.timestamp < endsAt;
            require(_contract.paused() == running, "paused");
            if (steps[i] % 4 != 0) {
                bool allowed = pausedAt == 0 || block.timestamp >= endsAt + 7 days;
                require(_tryPause() == allowed, "pause allowed");
                if (allowed) (pausedAt, endsAt) = (block.timestamp, block.timestamp + 72 hours);
            } else {
                require(_tryUnpause() == running, "unpause allowed");
                if (running) endsAt = block.timestamp;
            }
        }
    }

    function _tryPause() private returns (bool) {
        vm.prank(GUARDIAN);
        try _contract.pause() {
            return true;
        } catch {
            return false;
        }
    }

    function _tryUnpause() private returns (bool) {
        try _contract.unpause() {
            return true;
        } catch {
            return false;
        }
    }
}
