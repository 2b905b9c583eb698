// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorCountingFractional} from "@openzeppelin/contracts/governance/extensions/GovernorCountingFractional.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernedSystem} from "./GovernedSystem.sol";

/// @dev Votes by anyone, in all five ways, for any support and params, in any state of the proposal.
contract CollectiveGovernorVotesFuzzTest is GovernedSystem {
    bytes32 private constant BALLOT_TYPEHASH = keccak256(
        "Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)"
    );
    bytes32 private constant EXTENDED_BALLOT_TYPEHASH = keccak256(
        "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
    );

    /// @dev One vote.
    struct Ballot {
        address voter;
        uint8 support;
        string reason;
        bytes params;
        uint256[3] parts;
        uint256 nonce;
    }

    function setUp() external {
        _deployGovernance();
    }

    /// @dev A vote counts once, in its snapshot's weight, while the proposal is active.
    /// @custom:fuzzes CollectiveGovernor.castVote CollectiveGovernor.castVoteWithReason
    function testFuzz_castVote(address drawn, uint256 pick, Ballot memory b, bool withReason) external {
        IGovernor.ProposalState current = _prepare(b, drawn, pick);
        b.params = "";

        bytes memory data =
            withReason
                ? abi.encodeCall(governor.castVoteWithReason, (proposalId, b.support, b.reason))
                : abi.encodeCall(governor.castVote, (proposalId, b.support));
        _castAndCheck(b.voter, b, data, _refusal(b, current));
    }

    /// @dev A fractional vote splits the weight that is left, and no more.
    /// @custom:fuzzes CollectiveGovernor.castVoteWithReasonAndParams
    function testFuzz_castVoteWithReasonAndParams(address drawn, uint256 pick, Ballot memory b) external {
        IGovernor.ProposalState current = _prepare(b, drawn, pick);
        _split(b, pick);

        bytes memory data = abi.encodeCall(
            governor.castVoteWithReasonAndParams,
            (proposalId, b.support, b.reason, b.params)
        );
        _castAndCheck(b.voter, b, data, _refusal(b, current));
    }

    /// @dev A signature casts the signer's vote once, whoever sends it, and no other vote.
    /// @custom:fuzzes CollectiveGovernor.castVoteBySig
    function testFuzz_castVoteBySig(address caller, uint256 pick, Ballot memory b, bool tampered) external {
        IGovernor.ProposalState current = _prepare(b, alice, pick);
        b.voter = alice;
        b.params = "";
        b.nonce = _nonce(b.nonce, pick);
        bytes memory signature = _sign(keccak256(abi.encode(BALLOT_TYPEHASH, proposalId, b.support, alice, b.nonce)));
        if (tampered) b.support ^= 1;
        bytes memory refusal = _refusal(b, current);
        if (tampered || !_isNext(b.nonce)) refusal = _invalidSignature();
        bytes memory data = abi.encodeCall(governor.castVoteBySig, (proposalId, b.support, alice, signature));

        if (_castAndCheck(caller, b, data, refusal)) _callAs(caller, address(governor), data, _invalidSignature());
    }

    /// @dev The same with a reason and with params, every byte of which is signed.
    /// @custom:fuzzes CollectiveGovernor.castVoteWithReasonAndParamsBySig
    function testFuzz_castVoteWithReasonAndParamsBySig(
        address caller,
        uint256 pick,
        Ballot memory b,
        bool tampered
    ) external {
        IGovernor.ProposalState current = _prepare(b, alice, pick);
        b.voter = alice;
        _split(b, pick);
        b.nonce = _nonce(b.nonce, pick);
        bytes memory signature = _sign(_extendedBallot(b));
        if (tampered) b.reason = string.concat(b.reason, "!");
        bytes memory refusal = _refusal(b, current);
        if (tampered || !_isNext(b.nonce)) refusal = _invalidSignature();
        bytes memory data = abi.encodeCall(
            governor.castVoteWithReasonAndParamsBySig,
            (proposalId, b.support, alice, b.reason, b.params, signature)
        );

        if (_castAndCheck(caller, b, data, refusal)) _callAs(caller, address(governor), data, _invalidSignature());
    }

    /// @dev Leads the proposal to a state, mostly to Active, with an earlier vote of the voter in some cases.
    function _prepare(Ballot memory b, address drawn, uint256 pick) private returns (IGovernor.ProposalState current) {
        current = IGovernor.ProposalState.Active;
        if ((pick >> 8) % 4 == 0) current = IGovernor.ProposalState((pick >> 12) % 8);
        _leadTo(current);
        b.voter = _callerFrom(drawn, bob, pick);
        b.support = (pick >> 16) % 8 == 0 ? b.support : b.support % 3;
        if (current == IGovernor.ProposalState.Active && (pick >> 20) % 4 == 0) _vote(alice, 1);
        if (current == IGovernor.ProposalState.Active && (pick >> 24) % 4 == 0) _vote(bob, 0);
    }

    /// @dev Makes the vote a fractional one in most cases, around the weight of the voter.
    function _split(Ballot memory b, uint256 pick) private pure {
        if ((pick >> 28) % 4 == 0) return;
        b.support = 255;
        for (uint256 i = 0; i < 3; ++i) b.parts[i] = bound(b.parts[i], 0, 1_500_000e18);
        b.params = abi.encodePacked(uint128(b.parts[0]), uint128(b.parts[1]), uint128(b.parts[2]));
    }

    /// @dev Sends the vote and compares the tally with what it must be then.
    function _castAndCheck(
        address caller,
        Ballot memory b,
        bytes memory data,
        bytes memory refusal
    ) private returns (bool cast) {
        uint256[3] memory expected = _tally();
        uint256 weight = _weight(b.voter) - governor.usedVotes(proposalId, b.voter);

        cast = _callAs(caller, address(governor), data, refusal);

        if (cast && b.support < 3) expected[b.support] += weight;
        if (cast && b.support == 255) for (uint256 i = 0; i < 3; ++i) expected[i] += b.parts[i];
        uint256[3] memory tally = _tally();
        vm.assertEq(keccak256(abi.encode(tally)), keccak256(abi.encode(expected)), "the tally");
        vm.assertEq(tally[0] + tally[1] + tally[2], _used(), "no vote counts that nobody cast");
    }

    function _refusal(Ballot memory b, IGovernor.ProposalState current) private view returns (bytes memory) {
        if (current != IGovernor.ProposalState.Active) return _wrongState(current, 1 << 1);
        uint256 left = _weight(b.voter) - governor.usedVotes(proposalId, b.voter);
        if (left == 0) return abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, b.voter);
        if (b.support < 3) return b.params.length == 0 ? ALLOWED : _error(IGovernor.GovernorInvalidVoteParams.selector);
        if (b.support != 255) return _error(IGovernor.GovernorInvalidVoteType.selector);
        if (b.params.length != 48) return _error(IGovernor.GovernorInvalidVoteParams.selector);
        (uint128 x, uint128 y, uint128 z) = (_part(b.params, 0), _part(b.params, 16), _part(b.params, 32));
        uint256 used = uint256(x) + y + z;
        if (used <= left) return ALLOWED;
        bytes4 selector = GovernorCountingFractional.GovernorExceedRemainingWeight.selector;
        return abi.encodeWithSelector(selector, b.voter, used, left);
    }

    function _weight(address voter) private view returns (uint256) {
        if (voter == alice) return 4_000_000e18;
        if (voter == bob) return 3_000_000e18;
        return voter == CAROL ? THRESHOLD - 1 : 0;
    }

    function _tally() private view returns (uint256[3] memory tally) {
        (tally[0], tally[1], tally[2]) = governor.proposalVotes(proposalId);
    }

    function _used() private view returns (uint256) {
        return
            governor.usedVotes(proposalId, alice) +
            governor.usedVotes(proposalId, bob) +
            governor.usedVotes(proposalId, CAROL);
    }

    /// @dev The first nonce of this proposal, the first plain nonce, or any number.
    function _nonce(uint256 drawn, uint256 pick) private view returns (uint256) {
        uint256 kind = (pick >> 32) % 4;
        if (kind == 0) return drawn;
        return kind == 1 ? 0 : uint256(uint192(proposalId)) << 64;
    }

    function _isNext(uint256 nonce) private view returns (bool) {
        return nonce == 0 || nonce == uint256(uint192(proposalId)) << 64;
    }

    function _extendedBallot(Ballot memory b) private view returns (bytes32) {
        bytes32 reason = keccak256(bytes(b.reason));
        return
            keccak256(
                abi.encode(EXTENDED_BALLOT_TYPEHASH, proposalId, b.support, alice, b.nonce, reason, keccak256(b.params))
            );
    }

    function _sign(bytes32 structHash) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("ChatGPT Data Collective"),
                keccak256("1"),
                block.chainid,
                governor
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            ALICE_KEY,
            keccak256(abi.encodePacked(hex"1901", domain, structHash))
        );
        return abi.encodePacked(r, s, v);
    }

    function _invalidSignature() private view returns (bytes memory) {
        return abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, alice);
    }

    function _part(bytes memory params, uint256 offset) private pure returns (uint128 part) {
        for (uint256 i = 0; i < 16; ++i) part = (part << 8) | uint8(params[offset + i]);
    }

    function _error(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }
}
