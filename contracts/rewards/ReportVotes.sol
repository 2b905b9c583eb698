// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IRewardDistributor} from "../interfaces/IRewardDistributor.sol";

/// @title ReportVotes
/// @notice The validators' votes on reports: what a vote is for, and who supports what.
/// @dev The part of {RewardDistributor} that knows neither quorum nor money. Invariants (tests cite the numbers):
/// VOT1. A validator has at most one live vote per epoch and attempt; it is in the support of that report and of no
/// other.
/// VOT6. A vote counts for exactly one chain, contract, epoch, attempt and report.
/// @custom:security-contact See SECURITY.md.
abstract contract ReportVotes is IRewardDistributor, EIP712 {
    /// @dev The EIP-712 type of a report, with the epoch and attempt it is bound to.
    bytes32 private constant _REPORT_TYPEHASH = keccak256(
        "Report(uint256 epoch,uint256 attempt,bytes32 root,uint256 totalCumulative,uint32 leafCount,"
        "uint256 filesBitmap,bytes32 inputsHash,bytes32 artifactHash,bytes32 rulesetHash,bytes32 prevRoot)"
    );

    /// @inheritdoc IRewardDistributor
    mapping(uint256 epoch => mapping(uint256 attempt => mapping(address validator => bytes32 digest))) public voteOf;

    /// @inheritdoc IRewardDistributor
    mapping(bytes32 digest => uint256 slots) public supportOf;

    /// @dev How many attempts of an epoch were cancelled.
    mapping(uint256 epoch => uint256 count) private _cancellations;

    /// @notice Fixes the domain of the digests.
    constructor() EIP712("ChatGPT Data Collective", "1") {}

    /// @inheritdoc IRewardDistributor
    function attemptOf(uint256 epoch) public view returns (uint256) {
        return _cancellations[epoch] + 1;
    }

    /// @inheritdoc IRewardDistributor
    function reportHash(uint256 epoch, uint256 attempt, Report calldata report) public view returns (bytes32) {
        // All fields of a report are static, so the struct is encoded in place, as EIP-712 wants.
        return _hashTypedDataV4(keccak256(abi.encode(_REPORT_TYPEHASH, epoch, attempt, report)));
    }

    /// @dev Moves the caller's vote of this attempt to `digest` and returns the support it has then.
    function _moveVote(
        uint256 epoch,
        uint256 attempt,
        bytes32 digest,
        uint256 seat
    ) internal returns (uint256 support) {
        bytes32 previous = voteOf[epoch][attempt][msg.sender];
        if (previous == digest) revert RewardDistributorAlreadyVoted(msg.sender, digest);

        if (previous != bytes32(0)) supportOf[previous] &= ~seat;
        voteOf[epoch][attempt][msg.sender] = digest;
        support = supportOf[digest] | seat;
        supportOf[digest] = support;
    }

    /// @dev Ends the attempt of `epoch`, none of whose votes counts in the next, and returns its number.
    function _beginNextAttempt(uint256 epoch) internal returns (uint256 ended) {
        ended = attemptOf(epoch);
        _cancellations[epoch] = ended;
    }
}
