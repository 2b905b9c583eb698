// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Emission} from "../../contracts/libraries/Emission.sol";
import {IRewardReserve} from "../../contracts/interfaces/IRewardReserve.sol";
import {RewardSystem} from "./harness/RewardSystem.sol";

/// @dev This contract plays the distributor, so that the reserve is tested alone.
contract RewardReserveTest is RewardSystem {
    uint256 private constant STEPS = 16;

    function setUp() external {
        _deployRewardSystem();
        authority.grantRole(REWARD_DISTRIBUTOR, address(this), 0);
    }

    /// @dev RES1–RES4 over any mixture of payments, releases, skips and passing time.
    function testFuzz_everyWeiIsAccountedFor(uint256 seed) external {
        uint256 paidIn = FUNDED;
        uint256 released = 0;
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 amount = (random >> 8) % 1_000e18;
            if (random % 5 == 0) vm.warp(block.timestamp + ((random >> 8) % 10 days));
            else if (random % 5 == 1) paidIn += _fund(amount + 1);
            else if (random % 5 == 2) paidIn += _deposit(amount + 1);
            else released += _settleNext(random >> 8, random % 5 == 3);

            uint256 unsettled = _unsettledRevenue();
            uint256 liabilities = reserve.remaining() + reserve.carriedRevenue() + unsettled;
            vm.assertEq(token.balanceOf(address(reserve)), liabilities, "RES1: the tokens held are what is owed");
            vm.assertEq(paidIn, released + liabilities, "RES2: nothing appears or vanishes");
        }
    }

    /// @dev RES5: whatever governance does during an epoch, the epochs begun so far keep their parameters.
    function testFuzz_begunEpochsKeepTheirParameters(uint256 seed) external {
        uint16[] memory seen = new uint16[](64);
        for (uint256 i = 0; i < 8; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            vm.warp(block.timestamp + (random % 12 days));
            uint256 current = schedule.currentEpoch();
            for (uint256 epoch = 0; epoch <= current; ++epoch) {
                uint16 bps = reserve.parametersOf(epoch).emissionBps;
                vm.assertTrue(seen[epoch] == 0 || seen[epoch] == bps, "RES5: changed after its begin");
                seen[epoch] = bps;
            }
            uint16 next = uint16(1 + ((random >> 128) % 500));
            reserve.setParameters(IRewardReserve.RewardParameters(next, 0, 1, RULESET));
            vm.assertEq(reserve.parametersOf(current + 1).emissionBps, next, "applies from the next epoch");
        }
    }

    function _fund(uint256 amount) private returns (uint256) {
        reserve.fund(amount);
        return amount;
    }

    function _deposit(uint256 amount) private returns (uint256) {
        reserve.depositRevenue(amount, uint8(amount % 32));
        return amount;
    }

    /// @dev Settles the next epoch when it is over; returns what came out.
    function _settleNext(uint256 random, bool skips) private returns (uint256 amount) {
        uint256 epoch = reserve.lastSettledEpoch() + 1;
        if (block.timestamp < schedule.endOf(epoch)) return 0;
        if (skips) {
            reserve.skip(epoch);
            return 0;
        }

        uint256 remaining = reserve.remaining();
        uint256 emissionCap = Emission.cap(remaining, reserve.parametersOf(epoch).emissionBps);
        uint256 budget = reserve.budgetOf(epoch);
        amount = bound(random, 0, budget);
        uint256 before = token.balanceOf(address(this));
        reserve.release(epoch, amount);
        vm.assertEq(token.balanceOf(address(this)) - before, amount, "pays exactly the amount");
        vm.assertLe(remaining - reserve.remaining(), emissionCap, "RES4: shrinks by the cap at most");
        vm.assertEq(reserve.lastSettledEpoch(), epoch, "RES3: one epoch further");
    }

    function _unsettledRevenue() private view returns (uint256 sum) {
        uint256 last = schedule.currentEpoch() + 1;
        for (uint256 epoch = reserve.lastSettledEpoch() + 1; epoch <= last; ++epoch) sum += reserve.revenueOf(epoch);
    }
}
