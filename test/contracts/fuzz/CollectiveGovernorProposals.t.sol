// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {GovernedSystem} from "./GovernedSystem.sol";

/// @dev The life of a proposal: made, queued, executed and cancelled by anyone, in any state, at any time.
contract CollectiveGovernorProposalsFuzzTest is GovernedSystem {
    /// @dev One attempt to make a proposal.
    struct Draft {
        address caller;
        uint256 calls;
        uint256 lengths;
        address to;
        bytes data;
        bytes10 words;
        uint256 live;
        bool restricted;
    }

    function setUp() external {
        _deployGovernance();
    }

    /// @dev GOV6: who holds the threshold makes one well-formed proposal at a time.
    /// @custom:fuzzes CollectiveGovernor.propose
    function testFuzz_propose(address drawn, uint256 pick, Draft memory d) external {
        d.caller = (pick >> 8) % 8 == 0 ? CAROL : _callerFrom(drawn, alice, pick);
        d.calls = (pick >> 12) % 4 == 0 ? d.calls % 12 : 1;
        d.lengths = (pick >> 16) % 8 == 0 ? d.lengths % 3 : 3;
        d.restricted = (pick >> 20) % 8 == 0;
        d.live = (pick >> 24) % 8;
        if ((pick >> 28) % 4 != 0) d.to = address(target);
        if (d.live == 0) _leadTo(IGovernor.ProposalState((pick >> 32) % 8));
        IGovernor.ProposalState live = d.live == 0 ? governor.state(proposalId) : IGovernor.ProposalState.Executed;
        uint256 latest = governor.latestProposalOf(d.caller);
        string memory description = _describe(d);
        (address[] memory a, uint256[] memory b, bytes[] memory c) = _callsOf(d);
        uint256 id = uint256(keccak256(abi.encode(a, b, c, keccak256(bytes(description)))));

        bytes memory data = abi.encodeCall(governor.propose, (a, b, c, description));
        bool made = _callAs(d.caller, address(governor), data, _refusal(d, live));

        vm.assertEq(governor.latestProposalOf(d.caller), made ? id : latest, "the proposal of the proposer");
        vm.assertEq(governor.proposalSnapshot(id), made ? block.timestamp + VOTING_DELAY : 0, "snapshot");
        if (!made) return;
        vm.assertEq(governor.proposalDeadline(id), block.timestamp + VOTING_DELAY + VOTING_PERIOD, "deadline");
        vm.assertEq(governor.proposalProposer(id), d.caller, "proposer");
        vm.assertTrue(governor.state(id) == IGovernor.ProposalState.Pending, "pending");
    }

    /// @dev GOV1: anyone queues what has succeeded, and nothing else; by its id or with its calls.
    /// @custom:fuzzes CollectiveGovernor.queue(uint256)
    /// @custom:fuzzes CollectiveGovernor.queue(address[],uint256[],bytes[],bytes32)
    function testFuzz_queue(address caller, uint256 pick, uint256 id, bool byId) external {
        IGovernor.ProposalState current = _lead(pick);
        // An id drawn at random may be the proposal's own: the fuzzer tries values that it saw in storage.
        bool known = !byId || (pick >> 16) % 4 != 0 || id == proposalId;
        if (known) id = proposalId;
        bytes memory refusal = current == IGovernor.ProposalState.Succeeded ? ALLOWED : _wrongState(current, 1 << 4);
        if (!known) refusal = _nonexistent(id);

        bytes memory data =
            byId
                ? abi.encodeWithSignature("queue(uint256)", id)
                : _withCalls("queue(address[],uint256[],bytes[],bytes32)");
        bool queued = _callAs(caller, address(governor), data, refusal);

        vm.assertTrue(governor.state(proposalId) == (queued ? IGovernor.ProposalState.Queued : current), "state");
        if (queued) vm.assertEq(governor.proposalEta(proposalId), block.timestamp + DELAY, "eta");
        if (queued) vm.assertEq(target.calls(), 0, "nothing is called yet");
    }

    /// @dev GOV1, GOV2: anyone executes what is queued, once, after the delay of the timelock and within 14 days of it.
    /// @custom:fuzzes CollectiveGovernor.execute(uint256)
    /// @custom:fuzzes CollectiveGovernor.execute(address[],uint256[],bytes[],bytes32)
    function testFuzz_execute(address caller, uint256 pick, uint256 elapsed, bool byId) external {
        IGovernor.ProposalState current = _lead(pick);
        if (current == IGovernor.ProposalState.Queued) {
            uint256 kind = (pick >> 16) % 4;
            if (kind == 0) vm.warp(block.timestamp + bound(elapsed, DELAY - 2, DELAY + 2));
            else if (kind == 1) vm.warp(block.timestamp + DELAY + bound(elapsed, 14 days - 2, 14 days + 2));
            else vm.warp(block.timestamp + bound(elapsed, 0, 20 days));
            current = governor.state(proposalId);
        }
        uint256 calls = target.calls();
        bytes memory refusal = current == IGovernor.ProposalState.Queued ? ALLOWED : _wrongState(current, 1 << 5);
        if (refusal.length == 0 && block.timestamp < governor.proposalEta(proposalId)) refusal = _notReady();

        bytes memory data =
            byId
                ? abi.encodeWithSignature("execute(uint256)", proposalId)
                : _withCalls("execute(address[],uint256[],bytes[],bytes32)");
        bool executed = _callAs(caller, address(governor), data, refusal);

        vm.assertEq(target.calls(), calls + (executed ? 1 : 0), "called once");
        IGovernor.ProposalState next = executed ? IGovernor.ProposalState.Executed : current;
        vm.assertTrue(governor.state(proposalId) == next, "state");
    }

    /// @dev GOV4: the guardian always, the proposer while it is pending, anyone once the proposer lost its votes.
    /// @custom:fuzzes CollectiveGovernor.cancel(uint256)
    /// @custom:fuzzes CollectiveGovernor.cancel(address[],uint256[],bytes[],bytes32)
    function testFuzz_cancel(address drawn, uint256 pick, bool byId, bool sold, bool expired) external {
        address caller = _callerFrom(drawn, (pick >> 12) % 2 == 0 ? GUARDIAN : alice, pick);
        IGovernor.ProposalState current = _lead(pick);
        if (sold) {
            uint256 balance = token.balanceOf(alice);
            vm.prank(alice);
            token.transfer(address(0xdead), balance);
            vm.warp(block.timestamp + 1);
        }
        if (expired) vm.warp(START + 730 days);
        current = governor.state(proposalId);
        // When its term has ended an address that nobody has the key of stands in for the guardian.
        bool guards = caller == (expired ? address(0xdead) : GUARDIAN);
        bool may = guards || sold || (caller == alice && current == IGovernor.ProposalState.Pending);
        bool ended =
            current == IGovernor.ProposalState.Canceled ||
                current == IGovernor.ProposalState.Expired ||
                current == IGovernor.ProposalState.Executed;
        bytes memory refusal = ended ? _wrongState(current, 59) : ALLOWED;
        if (!may) {
            refusal = abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, proposalId, caller);
        }

        bytes memory data =
            byId
                ? abi.encodeWithSignature("cancel(uint256)", proposalId)
                : _withCalls("cancel(address[],uint256[],bytes[],bytes32)");
        bool cancelled = _callAs(caller, address(governor), data, refusal);

        vm.assertTrue(governor.state(proposalId) == (cancelled ? IGovernor.ProposalState.Canceled : current), "state");
        if (cancelled) vm.assertTrue(!timelock.isOperationPending(_operation()), "nor can the timelock execute it");
    }

    /// @dev Any of the eight states, and the state that the governor says it is.
    function _lead(uint256 pick) private returns (IGovernor.ProposalState wanted) {
        wanted = IGovernor.ProposalState((pick >> 8) % 8);
        _leadTo(wanted);
        vm.assertTrue(governor.state(proposalId) == wanted, "led to its state");
    }

    function _refusal(Draft memory d, IGovernor.ProposalState live) private view returns (bytes memory) {
        if (d.restricted && d.caller != bob) {
            return abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, d.caller);
        }
        uint256 votes = d.caller == CAROL ? THRESHOLD - 1 : 0;
        if (d.caller != alice && d.caller != bob) {
            bytes4 selector = IGovernor.GovernorInsufficientProposerVotes.selector;
            return abi.encodeWithSelector(selector, d.caller, votes, THRESHOLD);
        }
        if (d.calls == 0 || d.lengths < 3) {
            bytes4 selector = IGovernor.GovernorInvalidProposalLength.selector;
            uint256 n = d.calls;
            return abi.encodeWithSelector(selector, n, d.lengths == 1 ? n + 1 : n, d.lengths % 3 == 1 ? n : _values(d));
        }
        if (d.calls > 10) {
            return abi.encodeWithSelector(ICollectiveGovernor.CollectiveGovernorTooManyCalls.selector, d.calls, 10);
        }
        if (d.data.length > 0 && d.to.code.length == 0) {
            return abi.encodeWithSelector(ICollectiveGovernor.CollectiveGovernorTargetWithoutCode.selector, d.to);
        }
        if (d.caller != alice || live > IGovernor.ProposalState.Active) return ALLOWED;
        bytes4 still = ICollectiveGovernor.CollectiveGovernorProposalStillLive.selector;
        return abi.encodeWithSelector(still, alice, proposalId);
    }

    /// @dev Kind 1: a call too many. Kinds 0 and 2: a value too many.
    function _callsOf(Draft memory d) private pure returns (address[] memory a, uint256[] memory b, bytes[] memory c) {
        a = new address[](d.calls);
        b = new uint256[](d.lengths == 1 ? d.calls : _values(d));
        c = new bytes[](d.lengths == 1 ? d.calls + 1 : d.calls);
        for (uint256 i = 0; i < d.calls; ++i) (a[i], c[i]) = (d.to, d.data);
    }

    function _values(Draft memory d) private pure returns (uint256) {
        return d.lengths == 3 ? d.calls : d.calls + 1;
    }

    /// @dev Any words, and in some cases the suffix that lets only Bob make the proposal.
    function _describe(Draft memory d) private view returns (string memory) {
        return d.restricted ? string.concat("x#proposer=", _hex(bob)) : string(abi.encodePacked(d.words));
    }

    function _hex(address account) private pure returns (string memory) {
        bytes memory digits = "0123456789abcdef";
        bytes memory text = new bytes(42);
        (text[0], text[1]) = ("0", "x");
        for (uint256 i = 0; i < 40; ++i) text[41 - i] = digits[(uint160(account) >> (4 * i)) & 15];
        return string(text);
    }

    function _withCalls(string memory signature) private view returns (bytes memory) {
        return abi.encodeWithSignature(signature, targets, values, calldatas, DESCRIPTION_HASH);
    }

    function _operation() private view returns (bytes32) {
        bytes32 salt = bytes20(address(governor)) ^ DESCRIPTION_HASH;
        return timelock.hashOperationBatch(targets, values, calldatas, 0, salt);
    }

    function _notReady() private view returns (bytes memory) {
        bytes4 selector = TimelockController.TimelockUnexpectedOperationState.selector;
        return abi.encodeWithSelector(selector, _operation(), bytes32(uint256(4)));
    }
}
