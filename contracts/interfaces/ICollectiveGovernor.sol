// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title ICollectiveGovernor
/// @notice What the governor of the ChatGPT Data Collective adds to the OpenZeppelin Governor and its extensions.
/// @dev Times are Unix seconds or seconds, votes and amounts are wei of $GPT, shares are basis points (1 = 0.01 %).
/// "Only by vote" means: called by the timelock while the governor executes a proposal, else `GovernorOnlyExecutor`.
interface ICollectiveGovernor {
    /// @notice How the quorum of a proposal follows from the votes at its snapshot; see `QuorumMath`.
    /// @param capBps The most the quorum may ever be, as a share of the total supply; 100 to 2,000.
    /// @param shareBps The share of the delegated votes that must take part; 500 to 5,000.
    /// @param floor The least the quorum may be unless the cap is lower, in wei of $GPT; 10,000e18 to 5,000,000e18,
    /// and not below the proposal threshold.
    struct QuorumParameters {
        uint16 capBps;
        uint16 shareBps;
        uint128 floor;
    }

    /// @notice The settings a governor starts with; a vote can change each of them within its bounds.
    /// @param votingDelay Seconds from a proposal to its snapshot; 0 to 7 days.
    /// @param votingPeriod Seconds from the snapshot to the end of the vote; 1 hour to 14 days.
    /// @param lateQuorumExtension The least seconds a vote stays open after reaching its quorum; 0 to `votingPeriod`.
    /// @param proposalThreshold Votes needed to propose, in wei of $GPT; 1,000e18 to 1,000,000e18, and not
    /// above the quorum's floor.
    /// @param guardian May cancel proposals until its term ends; not the zero address.
    /// @param quorum The quorum parameters.
    struct Settings {
        uint48 votingDelay;
        uint32 votingPeriod;
        uint48 lateQuorumExtension;
        uint256 proposalThreshold;
        address guardian;
        QuorumParameters quorum;
    }

    /// @notice The quorum parameters of all proposals whose snapshot is not earlier than this moment changed.
    /// @param oldParameters The parameters until now; all zero at deployment.
    /// @param newParameters The parameters from now on.
    event QuorumParametersSet(QuorumParameters oldParameters, QuorumParameters newParameters);

    /// @notice A guardian was appointed, or the sitting one got a new term.
    /// @param guardian The account that may cancel proposals.
    /// @param expiresAt The first second at which it no longer may, in Unix seconds.
    event ProposalGuardianTermSet(address indexed guardian, uint48 expiresAt);

    /// @notice A setting lies outside the bounds fixed in code.
    /// @param value The refused value.
    /// @param minimum The smallest allowed value.
    /// @param maximum The largest allowed value.
    error CollectiveGovernorOutOfBounds(uint256 value, uint256 minimum, uint256 maximum);

    /// @notice The guardian must not be the zero address, because the proposer would then inherit its power.
    error CollectiveGovernorZeroGuardian();

    /// @notice The timelock of this governor is fixed: everything is owned by it, and only through it can a vote act.
    /// @param timelock The timelock.
    /// @param refused The timelock that a proposal tried to set.
    error CollectiveGovernorTimelockFixed(address timelock, address refused);

    /// @notice A vote tried to act on the timelock around the rules for proposals, other than by cancelling.
    /// @param selector The function of the timelock that was to be called.
    error CollectiveGovernorRelayToTimelock(bytes4 selector);

    /// @notice The token does not count time in Unix seconds, as this governor does.
    /// @param tokenClock The clock of the token.
    /// @param governorClock The clock of the governor.
    error CollectiveGovernorClockMismatch(uint48 tokenClock, uint48 governorClock);

    /// @notice A proposal holds too many calls to be reviewed.
    /// @param calls The number of calls proposed.
    /// @param maximum The largest allowed number.
    error CollectiveGovernorTooManyCalls(uint256 calls, uint256 maximum);

    /// @notice A call with calldata goes to an address without code, where it would succeed and do nothing.
    /// @param target The address without code.
    error CollectiveGovernorTargetWithoutCode(address target);

    /// @notice The proposer already has a proposal that is pending or active.
    /// @param proposer The proposer.
    /// @param proposalId The proposal that has to end first.
    error CollectiveGovernorProposalStillLive(address proposer, uint256 proposalId);

    /// @notice Sets the quorum parameters of proposals whose snapshot is not earlier than this moment.
    /// @dev Older proposals keep the parameters of their snapshot, so that no change can revive or sink one.
    /// Emits `QuorumParametersSet`. Requirements:
    /// - only by vote;
    /// - each value within the bounds at `QuorumParameters`, else `CollectiveGovernorOutOfBounds`.
    /// @param newParameters The new parameters.
    function setQuorumParameters(QuorumParameters calldata newParameters) external;

    /// @notice Returns the quorum parameters that a snapshot taken now would use.
    /// @return The parameters set last.
    function quorumParameters() external view returns (QuorumParameters memory);

    /// @notice Returns the moment at which the guardian's term ends.
    /// @dev From then on `proposalGuardian()` returns 0x…dEaD: never zero, which would hand the power to the proposers.
    /// @return Unix seconds; two years after the deployment or after the last `setProposalGuardian`.
    function guardianExpiresAt() external view returns (uint48);

    /// @notice Returns the last proposal of an account.
    /// @param proposer Any account.
    /// @return The proposal id; 0 if it never proposed.
    function latestProposalOf(address proposer) external view returns (uint256);
}
