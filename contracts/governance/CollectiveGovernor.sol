// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorCountingFractional} from "@openzeppelin/contracts/governance/extensions/GovernorCountingFractional.sol";
import {GovernorNoncesKeyed} from "@openzeppelin/contracts/governance/extensions/GovernorNoncesKeyed.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {GovernorProposalGuardian} from "@openzeppelin/contracts/governance/extensions/GovernorProposalGuardian.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorStorage} from "@openzeppelin/contracts/governance/extensions/GovernorStorage.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {ICollectiveGovernor} from "../interfaces/ICollectiveGovernor.sol";
import {IGPTToken} from "../interfaces/IGPTToken.sol";
import {GovernorBounds} from "../libraries/GovernorBounds.sol";
import {QuorumMath} from "../libraries/QuorumMath.sol";

/// @title CollectiveGovernor
/// @notice Lets the holders of delegated $GPT decide; what they decide is done by the timelock after its delay.
/// @dev Assumes that this governor alone is PROPOSER, CANCELLER and EXECUTOR of the timelock: another executor could
/// run an expired proposal. Invariants, cited by the tests:
/// GOV1 a proposal is executed only after it won its vote, was queued, and waited for the timelock's delay;
/// GOV2 a proposal not queued within 14 days of its vote, or not executed within 14 days of its eta, never can be: not
/// even another vote can run what the timelock still keeps of it;
/// GOV3 the quorum of a proposal depends only on votes and parameters at its snapshot;
/// GOV4 the guardian can cancel and nothing else, and nothing at all once its term has ended;
/// GOV5 every setting changes only by vote and stays within bounds under which a proposal can still pass;
/// GOV6 a proposer has at most one pending or active proposal.
contract CollectiveGovernor is
    Governor,
    GovernorSettings,
    GovernorCountingFractional,
    GovernorVotes,
    GovernorStorage,
    GovernorPreventLateQuorum,
    GovernorProposalGuardian,
    GovernorNoncesKeyed,
    GovernorTimelockControl,
    ICollectiveGovernor
{
    using Checkpoints for Checkpoints.Trace208;

    /// @dev Each value packs `capBps` (16 bits), `shareBps` (16 bits) and `floor` (128 bits), from high to low.
    Checkpoints.Trace208 private _quorumCheckpoints;

    uint48 private _guardianExpiresAt;

    mapping(address proposer => uint256 proposalId) private _latestProposals;

    /// @notice Binds the governor to its token and its timelock and applies the first settings.
    /// @dev Emits the event of each setting. Requirements:
    /// - the token counts Unix seconds, else `CollectiveGovernorClockMismatch`;
    /// - each setting within its bounds, else `CollectiveGovernorOutOfBounds`;
    /// - the extension not above the voting period, else `GovernorPreventLateQuorumVoteExtensionTooLarge`;
    /// - the guardian is not the zero address, else `CollectiveGovernorZeroGuardian`.
    /// @param token_ The $GPT token, whose delegates vote.
    /// @param timelock_ Executes what was decided, and owns everything that can be decided about.
    /// @param settings The first settings.
    constructor(
        IGPTToken token_,
        TimelockController timelock_,
        Settings memory settings
    )
        Governor("ChatGPT Data Collective")
        GovernorSettings(settings.votingDelay, settings.votingPeriod, settings.proposalThreshold)
        GovernorVotes(token_)
        GovernorPreventLateQuorum(settings.lateQuorumExtension)
        GovernorTimelockControl(timelock_)
    {
        if (token_.clock() != clock()) revert CollectiveGovernorClockMismatch(token_.clock(), clock());
        _setProposalGuardian(settings.guardian);
        _setQuorumParameters(settings.quorum);
    }

    /// @inheritdoc ICollectiveGovernor
    function setQuorumParameters(QuorumParameters calldata newParameters) external onlyGovernance {
        _setQuorumParameters(newParameters);
    }

    /// @inheritdoc ICollectiveGovernor
    function quorumParameters() external view returns (QuorumParameters memory) {
        return _unpack(_quorumCheckpoints.latest());
    }

    /// @inheritdoc ICollectiveGovernor
    function guardianExpiresAt() external view returns (uint48) {
        return _guardianExpiresAt;
    }

    /// @inheritdoc ICollectiveGovernor
    function latestProposalOf(address proposer) external view returns (uint256) {
        return _latestProposals[proposer];
    }

    /// @notice Calls somebody in this governor's own name, when a vote says so.
    /// @dev Only the timelock may call it. Of the timelock itself only `cancel` may be called, else
    /// `CollectiveGovernorRelayToTimelock`: the governor could execute there what has expired, or schedule what was
    /// never proposed.
    /// @param target Whom to call.
    /// @param value The ether to send along, in wei.
    /// @param data The calldata.
    function relay(address target, uint256 value, bytes calldata data) public payable override {
        if (target == timelock() && bytes4(data) != TimelockController.cancel.selector) {
            revert CollectiveGovernorRelayToTimelock(bytes4(data));
        }
        super.relay(target, value, data);
    }

    /// @inheritdoc IERC6372
    function clock() public view override(Governor, GovernorVotes) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IGovernor
    function quorum(uint256 timepoint) public view override returns (uint256) {
        IGPTToken votes = IGPTToken(address(token()));
        uint256 supply = votes.getPastTotalSupply(timepoint);
        // The token has just refused a timepoint that is not in the past, so that it fits 48 bits.
        QuorumParameters memory parameters = _unpack(_quorumCheckpoints.upperLookupRecent(uint48(timepoint)));
        return
            QuorumMath.quorum(
                supply,
                votes.getPastDelegatedSupply(timepoint),
                parameters.capBps,
                parameters.shareBps,
                parameters.floor
            );
    }

    /// @inheritdoc IGovernor
    function state(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (ProposalState current) {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded || current == ProposalState.Queued) {
            // The eta is zero before queueing and later than the deadline after it.
            uint256 actionableSince = Math.max(proposalDeadline(proposalId), proposalEta(proposalId));
            if (clock() > actionableSince + GovernorBounds.PROPOSAL_LIFETIME) return ProposalState.Expired;
        }
    }

    /// @inheritdoc GovernorProposalGuardian
    function proposalGuardian() public view override returns (address) {
        return clock() < _guardianExpiresAt ? super.proposalGuardian() : GovernorBounds.EXPIRED_GUARDIAN;
    }

    /// @inheritdoc IGovernor
    function proposalDeadline(
        uint256 proposalId
    ) public view override(Governor, GovernorPreventLateQuorum) returns (uint256) {
        return super.proposalDeadline(proposalId);
    }

    /// @inheritdoc IGovernor
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    /// @inheritdoc IGovernor
    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @notice Always refuses. A governor that acts through another timelock could decide nothing any more.
    /// @param newTimelock The timelock that is refused.
    function updateTimelock(TimelockController newTimelock) public view override {
        revert CollectiveGovernorTimelockFixed(timelock(), address(newTimelock));
    }

    // solhint-disable func-name-mixedcase
    /// @inheritdoc IERC6372
    function CLOCK_MODE() public pure override(Governor, GovernorVotes) returns (string memory) {
        return "mode=timestamp";
    }
    // solhint-enable func-name-mixedcase

    /// @dev Applies the propose-time rules after OpenZeppelin has checked that the arrays have one length.
    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override(Governor, GovernorStorage) returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);
        if (targets.length > GovernorBounds.MAX_CALLS) {
            revert CollectiveGovernorTooManyCalls(targets.length, GovernorBounds.MAX_CALLS);
        }
        _requireCode(targets, calldatas);

        uint256 latest = _latestProposals[proposer];
        if (latest != 0 && _isLive(latest)) revert CollectiveGovernorProposalStillLive(proposer, latest);
        _latestProposals[proposer] = proposalId;
    }

    /// @dev Schedules the calls on the timelock.
    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @dev Executes on the timelock, unless the code of a target has vanished since the proposal was made.
    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        _requireCode(targets, calldatas);
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    /// @dev Cancels here and, if queued, on the timelock.
    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    /// @dev Extends the vote when this tally reaches the quorum late.
    function _tallyUpdated(uint256 proposalId) internal override(Governor, GovernorPreventLateQuorum) {
        super._tallyUpdated(proposalId);
    }

    /// @dev Tries the nonce of this proposal first and the account's plain nonce second.
    function _validateVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateVoteSig(proposalId, support, voter, signature);
    }

    /// @dev Tries the nonce of this proposal first and the account's plain nonce second.
    function _validateExtendedVoteSig(
        uint256 proposalId,
        uint8 support,
        address voter,
        string memory reason,
        bytes memory params,
        bytes memory signature
    ) internal override(Governor, GovernorNoncesKeyed) returns (bool) {
        return super._validateExtendedVoteSig(proposalId, support, voter, reason, params, signature);
    }

    /// @dev Uses a keyed or a plain nonce, by its upper 192 bits.
    function _useCheckedNonce(address owner, uint256 nonce) internal override(Nonces, GovernorNoncesKeyed) {
        super._useCheckedNonce(owner, nonce);
    }

    /// @dev Bounds the voting delay.
    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _requireWithin(newVotingDelay, 0, GovernorBounds.MAX_VOTING_DELAY);
        super._setVotingDelay(newVotingDelay);
    }

    /// @dev Bounds the voting period, below also by the extension that must not outlast it.
    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _requireWithin(
            newVotingPeriod,
            Math.max(GovernorBounds.MIN_VOTING_PERIOD, lateQuorumVoteExtension()),
            GovernorBounds.MAX_VOTING_PERIOD
        );
        super._setVotingPeriod(newVotingPeriod);
    }

    /// @dev Bounds the proposal threshold, above also by the floor of the quorum: what can pass must be possible to
    /// propose. The constructor sets the floor after the threshold, and compares them then.
    function _setProposalThreshold(uint256 newProposalThreshold) internal override {
        uint256 floor = _unpack(_quorumCheckpoints.latest()).floor;
        _requireWithin(
            newProposalThreshold,
            GovernorBounds.MIN_PROPOSAL_THRESHOLD,
            floor == 0 ? GovernorBounds.MAX_PROPOSAL_THRESHOLD : Math.min(GovernorBounds.MAX_PROPOSAL_THRESHOLD, floor)
        );
        super._setProposalThreshold(newProposalThreshold);
    }

    /// @dev Appoints a guardian, or the sitting one again, for a full term.
    function _setProposalGuardian(address newProposalGuardian) internal override {
        if (newProposalGuardian == address(0)) revert CollectiveGovernorZeroGuardian();
        super._setProposalGuardian(newProposalGuardian);
        uint48 expiresAt = clock() + GovernorBounds.GUARDIAN_TERM;
        _guardianExpiresAt = expiresAt;
        emit ProposalGuardianTermSet(newProposalGuardian, expiresAt);
    }

    /// @dev Bounds and records the quorum parameters from this second on.
    function _setQuorumParameters(QuorumParameters memory p) internal {
        _requireWithin(p.capBps, GovernorBounds.MIN_QUORUM_CAP_BPS, GovernorBounds.MAX_QUORUM_CAP_BPS);
        _requireWithin(p.shareBps, GovernorBounds.MIN_QUORUM_SHARE_BPS, GovernorBounds.MAX_QUORUM_SHARE_BPS);
        _requireWithin(
            p.floor,
            Math.max(GovernorBounds.MIN_QUORUM_FLOOR, proposalThreshold()),
            GovernorBounds.MAX_QUORUM_FLOOR
        );
        uint208 packed = (uint208(p.capBps) << 144) | (uint208(p.shareBps) << 128) | p.floor;
        (uint208 oldPacked, ) = _quorumCheckpoints.push(clock(), packed);
        emit QuorumParametersSet(_unpack(oldPacked), p);
    }

    /// @dev The guardian always, the proposer while pending, anyone once the proposer's votes fell below the threshold.
    function _validateCancel(
        uint256 proposalId,
        address caller
    ) internal view override(Governor, GovernorProposalGuardian) returns (bool) {
        return
            super._validateCancel(proposalId, caller) ||
            getVotes(proposalProposer(proposalId), clock() - 1) < proposalThreshold();
    }

    /// @dev The timelock, whose calls count as governance.
    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    /// @dev Whether votes on a proposal can still be cast.
    function _isLive(uint256 proposalId) private view returns (bool) {
        ProposalState current = state(proposalId);
        return current == ProposalState.Pending || current == ProposalState.Active;
    }

    /// @dev Refuses a call that would succeed without doing anything.
    function _requireCode(address[] memory targets, bytes[] memory calldatas) private view {
        for (uint256 i = 0; i < targets.length; ++i) {
            if (calldatas[i].length != 0 && targets[i].code.length == 0) {
                revert CollectiveGovernorTargetWithoutCode(targets[i]);
            }
        }
    }

    /// @dev Refuses a value outside of its bounds, both of which are allowed.
    function _requireWithin(uint256 value, uint256 minimum, uint256 maximum) private pure {
        if (value < minimum || value > maximum) revert CollectiveGovernorOutOfBounds(value, minimum, maximum);
    }

    /// @dev Reads the parameters out of a checkpoint.
    function _unpack(uint208 packed) private pure returns (QuorumParameters memory) {
        return
            QuorumParameters({capBps: uint16(packed >> 144), shareBps: uint16(packed >> 128), floor: uint128(packed)});
    }
}
