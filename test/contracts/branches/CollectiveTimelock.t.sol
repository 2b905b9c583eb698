// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectiveTimelock} from "../../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveTimelock} from "../../../contracts/interfaces/ICollectiveTimelock.sol";
import {Harness} from "../harness/Harness.sol";

contract CollectiveTimelockBranchesTest is Harness {
    address[] private _nobody;

    function test_aDelayAboveThirtyDaysIsRefused() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                ICollectiveTimelock.CollectiveTimelockDelayOutOfBounds.selector,
                30 days + 1,
                0,
                30 days
            )
        );
        new CollectiveTimelock(30 days + 1, _nobody, _nobody, address(this));
    }

    function test_aDelayOfThirtyDaysIsAllowed() external {
        CollectiveTimelock timelock = new CollectiveTimelock(30 days, _nobody, _nobody, address(this));

        vm.assertEq(timelock.getMinDelay(), 30 days, "the delay");
    }
}
