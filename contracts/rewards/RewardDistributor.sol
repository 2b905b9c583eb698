// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {IEpochSchedule} from "../interfaces/IEpochSchedule.sol";
import {IRewardDistributor} from "../interfaces/IRewardDistributor.sol";
import {IRewardReserve} from "../interfaces/IRewardReserve.sol";
import {IScoreCommitments} from "../interfaces/IScoreCommitments.sol";
import {IValidatorRegistry} from "../interfaces/IValidatorRegistry.sol";
import {RewardVoting} from "./RewardVoting.sol";

/// @title RewardDistributor
/// @notice Pays contributors against every reward root that the validators ever activated.
/// @dev Adds claims to {RewardVoting}, whose invariants VOT1–VOT8 hold here too.
///
/// Invariants (tests cite the numbers):
/// DIS1. What an account was paid never shrinks and is the largest cumulative amount it ever claimed.
/// DIS2. Tokens paid out = the sum of {claimedOf} over all accounts, and tokens held >= {totalCumulative} minus that
/// sum; without donations the two are equal.
/// DIS3. Only the account of a proven leaf is ever paid, whoever sends the claim.
/// DIS4. Only a root that was activated pays, and it does so for ever: nothing expires, nothing can be swept.
/// DIS5. Nobody can stop a claim against an active root: no pause, role or vote reaches it.
/// @custom:security-contact See SECURITY.md.
contract RewardDistributor is RewardVoting {
    using SafeERC20 for IERC20;

    /// @dev Twice what an account was paid, in wei, plus 1 when only the account itself may claim. A struct, so that
    /// its place is computed once.
    struct Account {
        uint256 paidAndOptOut;
    }

    /// @notice The most claims in one batch.
    uint256 public constant MAX_CLAIMS = 256;

    /// @notice The $GPT token, which also keeps the voting power.
    IERC20 public immutable TOKEN;

    mapping(address account => Account entry) private _accounts;

    /// @notice Fixes the contracts that take part. Refuses zero addresses.
    /// @param authority The AccessManager.
    /// @param token The $GPT token.
    /// @param schedule When epochs end.
    /// @param validators Who may vote.
    /// @param commitments Which score files were revealed.
    /// @param reserve What an epoch may pay.
    constructor(
        address authority,
        IERC20 token,
        IEpochSchedule schedule,
        IValidatorRegistry validators,
        IScoreCommitments commitments,
        IRewardReserve reserve
    ) RewardVoting(authority, schedule, validators, commitments, reserve) AccessManaged(authority) {
        _requireNotZero(address(token));

        TOKEN = token;
    }

    /// @inheritdoc IRewardDistributor
    function claim(uint256 epoch, address account, uint256 cumulative, bytes32[] calldata proof) external {
        _claim(epoch, account, cumulative, proof);
    }

    /// @inheritdoc IRewardDistributor
    function claimMany(Claim[] calldata claims) external {
        uint256 count = claims.length;
        if (count > MAX_CLAIMS) revert RewardDistributorTooManyClaims(count, MAX_CLAIMS);

        for (uint256 i = 0; i < count; ++i) {
            Claim calldata item = claims[i];
            _requireLeaf(_requireActive(item.epoch), item.account, item.cumulative, item.proof);
            Account storage entry = _accounts[item.account];
            uint256 state = entry.paidAndOptOut;
            if (!_mayClaimFor(item.account, state) || item.cumulative <= state >> 1) continue;

            _pay(item.epoch, item.account, item.cumulative, entry, state);
        }
    }

    /// @inheritdoc IRewardDistributor
    function claimAndDelegate(
        uint256 epoch,
        address account,
        uint256 cumulative,
        bytes32[] calldata proof,
        Delegation calldata delegation
    ) external {
        _claim(epoch, account, cumulative, proof);

        Delegation calldata d = delegation;
        // A failure that a caller provokes with too little gas leaves the signature unused; anybody can send it again.
        // solhint-disable-next-line no-empty-blocks
        try IVotes(address(TOKEN)).delegateBySig(d.delegatee, d.nonce, d.expiry, d.v, d.r, d.s) {} catch {
            emit DelegationFailed(account, d.delegatee);
        }
    }

    /// @inheritdoc IRewardDistributor
    function setClaimOptOut(bool optedOut) external {
        _accounts[msg.sender].paidAndOptOut = (claimedOf(msg.sender) << 1) | (optedOut ? 1 : 0);
        emit ClaimOptOutChanged(msg.sender, optedOut);
    }

    /// @inheritdoc IRewardDistributor
    function isClaimOptedOut(address account) external view returns (bool) {
        return _accounts[account].paidAndOptOut & 1 == 1;
    }

    /// @inheritdoc IRewardDistributor
    function claimedOf(address account) public view returns (uint256) {
        return _accounts[account].paidAndOptOut >> 1;
    }

    /// @dev Checks and pays one claim, or reverts.
    function _claim(uint256 epoch, address account, uint256 cumulative, bytes32[] calldata proof) private {
        _requireLeaf(_requireActive(epoch), account, cumulative, proof);
        Account storage entry = _accounts[account];
        uint256 state = entry.paidAndOptOut;
        uint256 claimed = state >> 1;
        if (!_mayClaimFor(account, state)) revert RewardDistributorClaimOptedOut(account, msg.sender);
        if (cumulative <= claimed) revert RewardDistributorNothingToClaim(account, cumulative, claimed);

        _pay(epoch, account, cumulative, entry, state);
    }

    /// @dev Pays the account, whose state is `state`, up to `cumulative`. Requires more than it was paid.
    function _pay(uint256 epoch, address account, uint256 cumulative, Account storage entry, uint256 state) private {
        // A leaf far above the supply cannot wrap here: the transfer of the difference fails.
        uint256 amount;
        // Both callers have compared.
        unchecked {
            amount = cumulative - (state >> 1);
        }
        entry.paidAndOptOut = (cumulative << 1) | (state & 1);
        emit Claimed(epoch, account, amount, cumulative);
        TOKEN.safeTransfer(account, amount);
    }

    /// @dev Returns whether the caller may claim for `account`, whose state is `state`.
    function _mayClaimFor(address account, uint256 state) private view returns (bool) {
        return msg.sender == account || state & 1 == 0;
    }
}
