// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorCountingFractional} from "@openzeppelin/contracts/governance/extensions/GovernorCountingFractional.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {GovernanceModel} from "./GovernanceModel.sol";

/// @dev The votes of the governance campaign, and all that is signed in it.
abstract contract GovernanceVoting is GovernanceModel {
    struct Ballot {
        uint256 proposal;
        uint256 voter;
        uint8 support;
        uint256[3] weights;
        bytes params;
        bytes refusal;
    }

    bytes32 private constant DOMAIN = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
    );
    bytes32 private constant DELEGATION = keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
    bytes32 private constant PERMIT = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant BALLOT = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    bytes32 private constant EXTENDED_BALLOT = keccak256(
        "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );

    function vote(uint256 seed) external step(seed) {
        if (proposals.length == 0) return;
        for (uint256 k = 0; k < 2; ++k) {
            Ballot memory ballot = _ballot(false);
            bytes memory data = abi.encodeCall(governor.castVote, (proposals[ballot.proposal].id, ballot.support));
            if (_call(actors[ballot.voter], address(governor), data, ballot.refusal, "GOV9: vote")) _count(ballot);
        }
    }

    function voteFractionally(uint256 seed) external step(seed) {
        if (proposals.length == 0) return;
        Ballot memory ballot = _ballot(true);
        bytes memory data = abi.encodeCall(
            governor.castVoteWithReasonAndParams,
            (proposals[ballot.proposal].id, 255, "", ballot.params)
        );
        if (_call(actors[ballot.voter], address(governor), data, ballot.refusal, "GOV9: fractions")) _count(ballot);
    }

    /// @dev Anybody delivers the signature of a voter, and then once more.
    function voteBySig(uint256 seed) external step(seed) {
        if (proposals.length == 0) return;
        Ballot memory ballot = _ballot(_random(2) == 0);
        Proposal storage p = proposals[ballot.proposal];
        bool plain = _random(4) == 0;
        bool forged = _random(16) == 0;
        uint256 nonce = plain ? plainNonces[ballot.voter] : (p.id << 64) | p.signatures[ballot.voter];
        bytes memory data = _signedBallot(ballot, p.id, forged ? nonce + 1 : nonce);
        bytes memory invalid = abi.encodeWithSelector(
            IGovernor.GovernorInvalidSignature.selector,
            actors[ballot.voter]
        );
        if (ballot.voter == REFUSING || (forged && ballot.voter != REENTRANT)) ballot.refusal = invalid;

        if (!_call(actors[_random(ACTORS)], address(governor), data, ballot.refusal, "GOV10: voteBySig")) return;
        // The wallet that agrees to everything agrees to the first nonce it is asked for.
        if (plain && ballot.voter != REENTRANT) ++plainNonces[ballot.voter];
        else ++p.signatures[ballot.voter];
        _count(ballot);
        if (ballot.voter == REENTRANT) return;
        _call(actors[_random(ACTORS)], address(governor), data, invalid, "GOV10: the same signature again");
    }

    function _delegationBySig(
        uint256 i,
        address delegatee,
        uint256 nonce,
        uint256 expiry
    ) internal view returns (bytes memory) {
        bytes32 structHash = keccak256(abi.encode(DELEGATION, delegatee, nonce, expiry));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[i], _digest(address(token), structHash));
        return abi.encodeCall(token.delegateBySig, (delegatee, nonce, expiry, v, r, s));
    }

    /// @dev The call, and who would seem to have signed it were it for the following nonce.
    function _permission(
        uint256 i,
        address spender,
        uint256 value,
        uint256 deadline
    ) internal view returns (bytes memory data, address nextSigner) {
        bytes32 structHash = _permitHash(i, spender, value, tokenNonces[i], deadline);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[i], _digest(address(token), structHash));
        data = abi.encodeCall(token.permit, (actors[i], spender, value, deadline, v, r, s));
        structHash = _permitHash(i, spender, value, tokenNonces[i] + 1, deadline);
        nextSigner = ecrecover(_digest(address(token), structHash), v, r, s);
    }

    /// @dev A ballot, mostly of somebody who has votes left, for a proposal that is mostly active.
    function _ballot(bool fractional) private returns (Ballot memory ballot) {
        // Mostly one that still needs votes.
        for (uint256 k = 0; k < 4; ++k) {
            ballot.proposal = _pickProposal(IGovernor.ProposalState.Active);
            Proposal storage candidate = proposals[ballot.proposal];
            if (_stateOf(candidate) == IGovernor.ProposalState.Active && !_isWon(candidate)) break;
        }
        Proposal storage p = proposals[ballot.proposal];
        bool active = _stateOf(p) == IGovernor.ProposalState.Active;
        uint256 start = _random(ACTORS);
        ballot.voter = start;
        uint256 left = 0;
        for (uint256 k = 0; active && k < ACTORS && left == 0; ++k) {
            ballot.voter = (start + k) % ACTORS;
            uint256 weight = _votesAt(ballot.voter, p.snapshot);
            left = weight > p.used[ballot.voter] ? weight - p.used[ballot.voter] : 0;
            if (_random(16) == 0) break;
        }
        uint256 chance = _random(8);
        ballot.support =
            fractional
                ? 255
                : uint8(
                    chance < 6
                        ? 1
                        : chance == 6
                            ? 0
                            : 2
                );
        if (!fractional) ballot.weights[ballot.support] = left;
        else _split(ballot, left);

        if (!active) ballot.refusal = _unexpected(ballot.proposal, 1 << 1);
        else if (left == 0) {
            bytes4 already = IGovernor.GovernorAlreadyCastVote.selector;
            ballot.refusal = abi.encodeWithSelector(already, actors[ballot.voter]);
        }
    }

    function _split(Ballot memory ballot, uint256 left) private {
        uint256 inFavour = _random(left + 1);
        uint256 against = _random(4) == 0 ? _random(left - inFavour + 1) : 0;
        uint256 abstain = _random(4) == 0 ? left - inFavour - against : 0;
        if (_random(16) == 0 && left != 0) {
            abstain = left - inFavour - against + 1;
            ballot.refusal = abi.encodeWithSelector(
                GovernorCountingFractional.GovernorExceedRemainingWeight.selector,
                actors[ballot.voter],
                left + 1,
                left
            );
        }
        ballot.weights = [against, inFavour, abstain];
        ballot.params = abi.encodePacked(uint128(against), uint128(inFavour), uint128(abstain));
    }

    function _count(Ballot memory ballot) private {
        Proposal storage p = proposals[ballot.proposal];
        for (uint256 k = 0; k < 3; ++k) {
            p.tally[k] += ballot.weights[k];
            p.used[ballot.voter] += ballot.weights[k];
        }
        _expect(p.used[ballot.voter] <= _votesAt(ballot.voter, p.snapshot), "GOV9: no more votes than at the snapshot");
        if (p.extendedTo == 0 && _hasQuorum(p)) p.extendedTo = time + extension;
    }

    function _signedBallot(Ballot memory ballot, uint256 id, uint256 nonce) private view returns (bytes memory) {
        address voter = actors[ballot.voter];
        uint256 key = keys[ballot.voter] == 0 ? 1 : keys[ballot.voter];
        bytes32 structHash;
        if (ballot.support != 255) {
            structHash = keccak256(abi.encode(BALLOT, id, ballot.support, voter, nonce));
            bytes memory plain = _sign(key, _digest(address(governor), structHash));
            return abi.encodeCall(governor.castVoteBySig, (id, ballot.support, voter, plain));
        }
        bytes32 params = keccak256(ballot.params);
        structHash = keccak256(abi.encode(EXTENDED_BALLOT, id, 255, voter, nonce, keccak256(""), params));
        bytes memory signature = _sign(key, _digest(address(governor), structHash));
        return
            abi.encodeCall(governor.castVoteWithReasonAndParamsBySig, (id, 255, voter, "", ballot.params, signature));
    }

    function _permitHash(
        uint256 i,
        address spender,
        uint256 value,
        uint256 nonce,
        uint256 deadline
    ) private view returns (bytes32) {
        return keccak256(abi.encode(PERMIT, actors[i], spender, value, nonce, deadline));
    }

    /// @dev The token and the governor bear one name and version.
    function _digest(address verifier, bytes32 structHash) private view returns (bytes32) {
        bytes32 name = keccak256("ChatGPT Data Collective");
        bytes32 domain = keccak256(abi.encode(DOMAIN, name, keccak256("1"), block.chainid, verifier));
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }
}
