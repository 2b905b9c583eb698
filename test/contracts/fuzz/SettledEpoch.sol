// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {Outcome} from "../harness/Outcome.sol";
import {RewardSystem} from "../harness/RewardSystem.sol";

/// @dev Epoch 1 has an active root over four accounts. For epoch 2 the validators 0, 1 and 2 revealed their scores, the
/// fourth did not, and reports are open.
abstract contract SettledEpoch is RewardSystem, Outcome {
    address internal constant GUARDIAN = address(0x6a2d);
    uint256 internal constant BUDGET = 500_000e18;

    address[4] internal accounts = [address(0xa1), address(0xb2), address(0xc3), address(0xd4)];
    uint256[4] internal amounts = [uint256(100_000e18), 1, 250_000e18, 7e18];
    uint256 internal total;
    bytes32 internal root;

    function _settleFirstEpoch() internal {
        _deployRewardSystem();
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IRewardDistributor.cancelRoot.selector;
        authority.setTargetFunctionRole(address(distributor), selectors, 2);
        authority.grantRole(2, GUARDIAN, 0);
        total = amounts[0] + amounts[1] + amounts[2] + amounts[3];
        root = _rootOf(accounts, amounts);
        _settle(1, root, total, 4);
    }

    function _openSecondEpoch() internal {
        vm.warp(schedule.endOf(2) + 1);
        for (uint256 i = 0; i < 3; ++i) _as(i, abi.encodeCall(commitments.commitScores, (2, "scores")));
        vm.warp(schedule.commitEndsAt(2));
        for (uint256 i = 0; i < 3; ++i) _as(i, abi.encodeCall(commitments.revealScores, (2, "u")));
        vm.warp(schedule.revealEndsAt(2));
    }

    /// @dev Goes back and lets the fourth validator reveal too.
    function _revealFourth() internal {
        vm.warp(schedule.endOf(2) + 1);
        _as(3, abi.encodeCall(commitments.commitScores, (2, "scores")));
        vm.warp(schedule.commitEndsAt(2));
        _as(3, abi.encodeCall(commitments.revealScores, (2, "u")));
        vm.warp(schedule.revealEndsAt(2));
    }

    /// @dev A report of epoch 2 that adds `emission` and that every rule lets through.
    function _goodReport(uint256 emission) internal view returns (IRewardDistributor.Report memory) {
        return
            IRewardDistributor.Report({
                root: keccak256("second"),
                totalCumulative: total + emission,
                leafCount: 5,
                filesBitmap: 7,
                inputsHash: keccak256("inputs"),
                artifactHash: keccak256("artifact"),
                rulesetHash: RULESET,
                prevRoot: root
            });
    }

    /// @dev Lets validators 0, 1 and 2 agree on `report` for epoch 2.
    function _makePending(IRewardDistributor.Report memory report) internal returns (bytes32 digest) {
        for (uint256 i = 0; i < 3; ++i) _vote(i, report);
        return distributor.pendingRoot().reportHash;
    }

    function _vote(uint256 validator, IRewardDistributor.Report memory report) internal {
        vm.prank(validators[validator]);
        distributor.submitRoot(2, report, "u");
    }

    /// @dev Everything about settling that calls can change, but for single votes.
    function _state() internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    distributor.pendingRoot(),
                    distributor.lastActiveEpoch(),
                    distributor.totalCumulative(),
                    distributor.attemptOf(2),
                    distributor.guardianCancellationsOf(2),
                    distributor.rootOf(1),
                    distributor.rootOf(2),
                    reserve.lastSettledEpoch(),
                    reserve.remaining(),
                    token.balanceOf(address(distributor))
                )
            );
    }

    /// @dev A validator in most cases, else the drawn address.
    function _validatorFrom(address drawn, uint256 pick) internal view returns (address) {
        return _callerFrom(drawn, validators[(pick >> 8) % 4], pick);
    }

    /// @dev The slot of a validator as a bit, 0 for anyone else.
    function _seatOf(address caller) internal view returns (uint256) {
        for (uint256 i = 0; i < 4; ++i) if (validators[i] == caller) return 1 << i;
        return 0;
    }

    function _noPending(uint256 epoch) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoPendingRoot.selector, epoch);
    }

    function _notEligible(address caller, uint256 epoch) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorNotEligible.selector, caller, epoch);
    }

    function _as(uint256 validator, bytes memory data) private {
        _callAs(validators[validator], address(commitments), data, ALLOWED);
    }
}
