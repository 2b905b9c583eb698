// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../../../contracts/interfaces/IRewardReserve.sol";
import {IScoreCommitments} from "../../../contracts/interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {RewardDistributor} from "../../../contracts/rewards/RewardDistributor.sol";
import {SettledEpoch} from "../fuzz/SettledEpoch.sol";

/// @dev Each rule that a report must keep, each from both sides, and what a second vote or veto comes to.
contract RewardVotingBranchesTest is SettledEpoch {
    function setUp() external {
        _settleFirstEpoch();
        _openSecondEpoch();
    }

    function test_aDistributorIsNotMadeWithAZeroAddress() external {
        for (uint256 zero = 0; zero < 6; ++zero) {
            vm.expectRevert(abi.encodeWithSelector(IRewardDistributor.RewardDistributorZeroAddress.selector));
            new RewardDistributor(
                zero == 0 ? address(0) : address(authority),
                IERC20(zero == 1 ? address(0) : address(token)),
                IEpochSchedule(zero == 2 ? address(0) : address(schedule)),
                IValidatorRegistry(zero == 3 ? address(0) : address(registry)),
                IScoreCommitments(zero == 4 ? address(0) : address(commitments)),
                IRewardReserve(zero == 5 ? address(0) : address(reserve))
            );
        }
    }

    function test_anEpochWithThreeActiveValidatorsIsNotReported() external {
        vm.warp(schedule.endOf(2) - 1);
        vm.prank(validators[3]);
        registry.startLeaving();
        vm.warp(schedule.revealEndsAt(2));

        bytes4 selector = IRewardDistributor.RewardDistributorTooFewValidators.selector;
        _submit(0, _goodReport(0), "u", abi.encodeWithSelector(selector, 3, 4));
    }

    function test_aValidatorThatRevealedNoScoresDoesNotVote() external {
        bytes4 selector = IRewardDistributor.RewardDistributorNotRevealed.selector;

        _submit(3, _goodReport(0), "u", abi.encodeWithSelector(selector, validators[3], 2));
    }

    function test_aReportHasARoot() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.root = 0;

        _submit(0, report, "u", abi.encodeWithSelector(IRewardDistributor.RewardDistributorZeroRoot.selector));
    }

    function test_aReportHasTwoLeavesOrMore() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.leafCount = 1;
        _submit(
            0,
            report,
            "u",
            abi.encodeWithSelector(IRewardDistributor.RewardDistributorTooFewLeaves.selector, 1, 2)
        );

        report.leafCount = 2;
        _submit(0, report, "u", ALLOWED);
    }

    function test_aReportFollowsTheActiveRoot() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.prevRoot = keccak256("another");

        bytes4 selector = IRewardDistributor.RewardDistributorWrongPreviousRoot.selector;
        _submit(0, report, "u", abi.encodeWithSelector(selector, report.prevRoot, root));
    }

    function test_aReportUsesTheRulesetOfItsEpoch() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.rulesetHash = keccak256("ruleset-v2");

        bytes4 selector = IRewardDistributor.RewardDistributorWrongRuleset.selector;
        _submit(0, report, "u", abi.encodeWithSelector(selector, report.rulesetHash, RULESET));
    }

    /// VOT5: the total never shrinks.
    function test_VOT5_aReportTakesNothingBack() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.totalCumulative = total - 1;

        bytes4 selector = IRewardDistributor.RewardDistributorTotalDecreased.selector;
        _submit(0, report, "u", abi.encodeWithSelector(selector, total - 1, total));
        _submit(0, _goodReport(0), "u", ALLOWED);
    }

    function test_aReportAddsAtMostTheBudget() external {
        uint256 budget = (FUNDED - total) / 100;

        bytes4 selector = IRewardDistributor.RewardDistributorOverBudget.selector;
        _submit(0, _goodReport(budget + 1), "u", abi.encodeWithSelector(selector, budget + 1, budget));
        _submit(0, _goodReport(budget), "u", ALLOWED);
    }

    function test_aReportUsesOnlyRevealedFiles() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.filesBitmap = 15;

        bytes4 selector = IRewardDistributor.RewardDistributorFileNotRevealed.selector;
        _submit(0, report, "u", abi.encodeWithSelector(selector, 15, 7));
        _revealFourth();
        _submit(0, report, "u", ALLOWED);
    }

    function test_theFileOfAnEjectedValidatorIsNotUsed() external {
        registry.remove(validators[2]);

        bytes4 selector = IRewardDistributor.RewardDistributorFileNotRevealed.selector;
        _submit(0, _goodReport(0), "u", abi.encodeWithSelector(selector, 7, 3));
    }

    function test_aReportUsesTheFilesOfAQuorum() external {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.filesBitmap = 5;

        bytes4 selector = IRewardDistributor.RewardDistributorTooFewFiles.selector;
        _submit(0, report, "u", abi.encodeWithSelector(selector, 2, 3));
    }

    function test_theUriOfAReportHasOneTo256Bytes() external {
        bytes4 selector = IRewardDistributor.RewardDistributorTextLengthOutOfBounds.selector;

        _submit(0, _goodReport(0), "", abi.encodeWithSelector(selector, 0, 256));
        _submit(0, _goodReport(0), _text(257), abi.encodeWithSelector(selector, 257, 256));
        _submit(0, _goodReport(0), _text(256), ALLOWED);
    }

    /// VOT1: one live vote for each validator.
    function test_VOT1_aNewVoteTakesTheEarlierOneAway() external {
        bytes32 first = distributor.reportHash(2, 1, _goodReport(0));
        bytes32 second = distributor.reportHash(2, 1, _goodReport(1));
        _submit(1, _goodReport(0), "u", ALLOWED);
        vm.assertEq(distributor.supportOf(first), 2, "the vote of slot 1");

        _submit(1, _goodReport(1), "u", ALLOWED);

        vm.assertEq(distributor.supportOf(first), 0, "the first report has lost it");
        vm.assertEq(distributor.supportOf(second), 2, "the second report has it");
        bytes4 selector = IRewardDistributor.RewardDistributorAlreadyVoted.selector;
        _submit(1, _goodReport(1), "u", abi.encodeWithSelector(selector, validators[1], second));
    }

    function test_onlyThePendingReportIsConfirmed() external {
        bytes32 digest = _makePending(_goodReport(0));
        _revealFourth();
        bytes4 selector = IRewardDistributor.RewardDistributorDifferentReport.selector;

        _callAs(
            validators[3],
            address(distributor),
            abi.encodeCall(distributor.confirmRoot, (2, "another")),
            abi.encodeWithSelector(selector, bytes32("another"), digest)
        );
        vm.assertEq(distributor.pendingRoot().supporters, 7, "refused");
        _callAs(validators[3], address(distributor), abi.encodeCall(distributor.confirmRoot, (2, digest)), ALLOWED);
        vm.assertEq(distributor.pendingRoot().supporters, 15, "confirmed");
    }

    function test_aValidatorVetoesOnce() external {
        _makePending(_goodReport(0));
        bytes memory veto = abi.encodeCall(distributor.veto, (2));
        _callAs(validators[3], address(distributor), veto, ALLOWED);
        bytes4 selector = IRewardDistributor.RewardDistributorAlreadyVetoed.selector;

        _callAs(validators[3], address(distributor), veto, abi.encodeWithSelector(selector, validators[3], 2));

        vm.assertEq(distributor.pendingRoot().vetoes, 8, "one veto, of slot 3");
        vm.assertEq(distributor.attemptOf(2), 1, "one of four cancels nothing");
    }

    /// VOT4: not one second before the delay has passed.
    function test_VOT4_aRootIsNotActivatedBeforeItsTime() external {
        _makePending(_goodReport(0));
        uint48 activatesAt = distributor.pendingRoot().activatesAt;
        vm.assertEq(activatesAt, block.timestamp + 1 days, "the delay");
        bytes memory activate = abi.encodeCall(distributor.activate, (2));
        bytes4 selector = IRewardDistributor.RewardDistributorTooEarly.selector;

        vm.warp(activatesAt - 1);
        _callAs(address(this), address(distributor), activate, abi.encodeWithSelector(selector, 2, activatesAt));
        vm.assertEq(distributor.rootOf(2), 0, "too early");
        vm.warp(activatesAt);
        _callAs(address(this), address(distributor), activate, ALLOWED);
        vm.assertEq(distributor.rootOf(2), keccak256("second"), "active");
    }

    /// @dev A validator votes; a refused vote changes nothing, an allowed one is counted.
    function _submit(
        uint256 validator,
        IRewardDistributor.Report memory report,
        string memory uri,
        bytes memory refusal
    ) private {
        address voter = validators[validator];
        bytes32 digest = distributor.reportHash(2, 1, report);
        bytes32 vote = distributor.voteOf(2, 1, voter);
        uint256 support = distributor.supportOf(digest);
        bytes32 before = _state();

        if (_callAs(voter, address(distributor), abi.encodeCall(distributor.submitRoot, (2, report, uri)), refusal)) {
            (vote, support) = (digest, support | (1 << validator));
        }

        vm.assertEq(_state(), before, "one vote settles nothing");
        vm.assertEq(distributor.voteOf(2, 1, voter), vote, "vote");
        vm.assertEq(distributor.supportOf(digest), support, "support");
    }
}
