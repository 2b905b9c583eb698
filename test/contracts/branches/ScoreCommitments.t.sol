// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IEpochSchedule} from "../../../contracts/interfaces/IEpochSchedule.sol";
import {IScoreCommitments} from "../../../contracts/interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {ScoreCommitments} from "../../../contracts/validators/ScoreCommitments.sol";
import {Outcome} from "../harness/Outcome.sol";
import {RewardSystem} from "../harness/RewardSystem.sol";

/// @dev One validator commits to and reveals the scores of the first epoch.
contract ScoreCommitmentsBranchesTest is RewardSystem, Outcome {
    bytes32 private constant SCORES = keccak256("scores");

    function setUp() external {
        _deployRewardSystem();
        vm.warp(schedule.endOf(1) + 1);
    }

    function test_aZeroAddressIsRefused() external {
        bytes memory refusal = abi.encodeWithSelector(IScoreCommitments.ScoreCommitmentsZeroAddress.selector);

        vm.expectRevert(refusal);
        new ScoreCommitments(IEpochSchedule(address(0)), registry);
        vm.expectRevert(refusal);
        new ScoreCommitments(schedule, IValidatorRegistry(address(0)));
    }

    function test_aCommitmentIsForGood() external {
        _commit(SCORES, ALLOWED);

        bytes4 selector = IScoreCommitments.ScoreCommitmentsAlreadyCommitted.selector;
        _commit(keccak256("others"), abi.encodeWithSelector(selector, validators[0], 1));
        vm.assertEq(commitments.commitmentOf(1, validators[0]), SCORES, "the first one stays");
    }

    function test_onlyEligibleValidatorsCommit() external {
        registry.remove(validators[0]);

        bytes4 selector = IScoreCommitments.ScoreCommitmentsNotEligible.selector;
        _commit(SCORES, abi.encodeWithSelector(selector, validators[0], 1));
        vm.assertEq(commitments.commitmentOf(1, validators[0]), 0, "nothing is committed");
    }

    function test_anEjectedValidatorDoesNotReveal() external {
        _commit(SCORES, ALLOWED);
        registry.remove(validators[0]);
        vm.warp(schedule.commitEndsAt(1));

        bytes4 selector = IScoreCommitments.ScoreCommitmentsNotEligible.selector;
        _reveal("u", abi.encodeWithSelector(selector, validators[0], 1));
        vm.assertEq(commitments.revealedBitmap(1), 0, "nothing is revealed");
    }

    function test_onlyWhatWasCommittedIsRevealedAndOnlyOnce() external {
        vm.warp(schedule.commitEndsAt(1));
        bytes4 selector = IScoreCommitments.ScoreCommitmentsNotCommitted.selector;
        _reveal("u", abi.encodeWithSelector(selector, validators[0], 1));
        vm.assertEq(commitments.revealedBitmap(1), 0, "nothing to reveal");

        vm.warp(schedule.endOf(1) + 1);
        _commit(SCORES, ALLOWED);
        vm.warp(schedule.commitEndsAt(1));
        _reveal("u", ALLOWED);
        selector = IScoreCommitments.ScoreCommitmentsAlreadyRevealed.selector;
        _reveal("u", abi.encodeWithSelector(selector, validators[0], 1));
        vm.assertEq(commitments.revealedBitmap(1), 1, "the bit of slot 0");
    }

    function test_aUriHasOneTo256Bytes() external {
        _commit(SCORES, ALLOWED);
        vm.warp(schedule.commitEndsAt(1));

        bytes4 selector = IScoreCommitments.ScoreCommitmentsInvalidUri.selector;
        _reveal("", abi.encodeWithSelector(selector, 0, 256));
        _reveal(_text(257), abi.encodeWithSelector(selector, 257, 256));
        vm.assertEq(commitments.revealedBitmap(1), 0, "refused");
        _reveal(_text(256), ALLOWED);
        vm.assertEq(commitments.revealedBitmap(1), 1, "the longest");
    }

    function _commit(bytes32 hash, bytes memory refusal) private {
        _callAs(validators[0], address(commitments), abi.encodeCall(commitments.commitScores, (1, hash)), refusal);
    }

    function _reveal(string memory uri, bytes memory refusal) private {
        _callAs(validators[0], address(commitments), abi.encodeCall(commitments.revealScores, (1, uri)), refusal);
    }
}
