// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectiveGovernor} from "../governance/CollectiveGovernor.sol";
import {IGPTToken} from "../interfaces/IGPTToken.sol";
import {FlashLenderMock, IFlashBorrower} from "./FlashLenderMock.sol";

/// @title FlashVoterMock
/// @notice An attacker that borrows votes, and proposes and votes with them before it pays them back.
contract FlashVoterMock is IFlashBorrower {
    /// @notice The governor under attack.
    CollectiveGovernor public immutable GOVERNOR;

    /// @notice Its token.
    IGPTToken public immutable TOKEN;

    /// @notice The proposal to vote for.
    uint256 public proposalId;

    /// @notice How the attack went.
    /// @param votes The votes of the attacker at that moment, in wei.
    /// @param proposeError The revert data of its proposal; empty if it was accepted.
    /// @param voteError The revert data of its vote; empty if it was counted.
    event Attacked(uint256 votes, bytes proposeError, bytes voteError);

    /// @notice Aims at a governor.
    /// @param governor The governor under attack.
    /// @param token Its token.
    constructor(CollectiveGovernor governor, IGPTToken token) {
        GOVERNOR = governor;
        TOKEN = token;
    }

    /// @notice Borrows, delegates to itself, proposes and votes, all in this call.
    /// @param lender Lends the votes.
    /// @param amount How many, in wei.
    /// @param targetProposalId The proposal to vote for.
    function attack(FlashLenderMock lender, uint256 amount, uint256 targetProposalId) external {
        proposalId = targetProposalId;
        lender.lend(amount);
    }

    /// @inheritdoc IFlashBorrower
    function onLoan(uint256 amount) external {
        TOKEN.delegate(address(this));
        emit Attacked(TOKEN.getVotes(address(this)), _propose(), _vote());
        TOKEN.approve(msg.sender, amount);
    }

    /// @dev Proposes an empty call and returns why it was refused.
    function _propose() private returns (bytes memory) {
        address[] memory targets = new address[](1);
        targets[0] = address(this);
        try GOVERNOR.propose(targets, new uint256[](1), new bytes[](1), "Borrowed") {
            return "";
        } catch (bytes memory reason) {
            return reason;
        }
    }

    /// @dev Votes For and returns why it was refused.
    function _vote() private returns (bytes memory) {
        try GOVERNOR.castVote(proposalId, 1) {
            return "";
        } catch (bytes memory reason) {
            return reason;
        }
    }
}
