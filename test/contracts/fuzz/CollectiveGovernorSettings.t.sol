// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {GovernedSystem, GovernedTarget} from "./GovernedSystem.sol";

/// @dev What only a passed proposal can do: change the governor's settings, within their bounds, and relay calls.
contract CollectiveGovernorSettingsFuzzTest is GovernedSystem {
    function setUp() external {
        _deployGovernance();
    }

    /// @custom:fuzzes CollectiveGovernor.setVotingDelay
    function testFuzz_setVotingDelay(address drawn, uint256 pick, uint48 delay) external {
        if (pick % 2 == 0) delay = uint48(bound(delay, 0, 7 days + 2));
        bytes memory data = abi.encodeCall(governor.setVotingDelay, (delay));

        bool done = _decide(drawn, data, _within(delay, 0, 7 days));

        vm.assertEq(governor.votingDelay(), done ? delay : VOTING_DELAY, "voting delay");
    }

    /// @dev GOV5: never shorter than the extension of two days either.
    /// @custom:fuzzes CollectiveGovernor.setVotingPeriod
    function testFuzz_setVotingPeriod(address drawn, uint256 pick, uint32 period) external {
        if (pick % 2 == 0) period = uint32(bound(period, 2 days - 2, 14 days + 2));
        bytes memory data = abi.encodeCall(governor.setVotingPeriod, (period));

        bool done = _decide(drawn, data, _within(period, 2 days, 14 days));

        vm.assertEq(governor.votingPeriod(), done ? period : VOTING_PERIOD, "voting period");
    }

    /// @custom:fuzzes CollectiveGovernor.setProposalThreshold
    function testFuzz_setProposalThreshold(address drawn, uint256 pick, uint256 votes) external {
        if (pick % 2 == 0) votes = bound(votes, 1_000e18 - 1, 1_000_000e18 + 1);
        bytes memory data = abi.encodeCall(governor.setProposalThreshold, (votes));

        bool done = _decide(drawn, data, _within(votes, 1_000e18, 1_000_000e18));

        vm.assertEq(governor.proposalThreshold(), done ? votes : THRESHOLD, "threshold");
    }

    /// @dev GOV5: never longer than the voting period.
    /// @custom:fuzzes CollectiveGovernor.setLateQuorumVoteExtension
    function testFuzz_setLateQuorumVoteExtension(address drawn, uint256 pick, uint48 extension) external {
        if (pick % 2 == 0) extension = uint48(bound(extension, 0, VOTING_PERIOD + 2));
        bytes4 selector = GovernorPreventLateQuorum.GovernorPreventLateQuorumVoteExtensionTooLarge.selector;
        bytes memory refusal = ALLOWED;
        if (extension > VOTING_PERIOD) refusal = abi.encodeWithSelector(selector, extension, VOTING_PERIOD);

        bool done = _decide(drawn, abi.encodeCall(governor.setLateQuorumVoteExtension, (extension)), refusal);

        vm.assertEq(governor.lateQuorumVoteExtension(), done ? extension : 2 days, "extension");
    }

    /// @dev GOV4: a guardian, for two years from the decision's execution.
    /// @custom:fuzzes CollectiveGovernor.setProposalGuardian
    function testFuzz_setProposalGuardian(address drawn, uint256 pick, address next) external {
        if (pick % 8 == 0) next = address(0);
        bytes4 selector = ICollectiveGovernor.CollectiveGovernorZeroGuardian.selector;
        bytes memory refusal = next == address(0) ? abi.encodeWithSelector(selector) : ALLOWED;
        uint256 expires = governor.guardianExpiresAt();

        bool done = _decide(drawn, abi.encodeCall(governor.setProposalGuardian, (next)), refusal);

        vm.assertEq(governor.proposalGuardian(), done ? next : GUARDIAN, "guardian");
        vm.assertEq(governor.guardianExpiresAt(), done ? block.timestamp + 730 days : expires, "end of its term");
    }

    /// @dev GOV3, GOV5: three bounds, the first broken one is named, and earlier snapshots keep their quorum. The floor
    /// is never below the proposal threshold.
    /// @custom:fuzzes CollectiveGovernor.setQuorumParameters
    function testFuzz_setQuorumParameters(
        address drawn,
        uint256 pick,
        ICollectiveGovernor.QuorumParameters memory next
    ) external {
        if (pick % 4 != 0) next.capBps = uint16(bound(next.capBps, 99, 2_001));
        if ((pick >> 4) % 4 != 0) next.shareBps = uint16(bound(next.shareBps, 499, 5_001));
        if ((pick >> 8) % 4 != 0) next.floor = uint128(bound(next.floor, THRESHOLD - 1, 5_000_000e18 + 1));
        bytes memory refusal = _within(next.capBps, 100, 2_000);
        if (refusal.length == 0) refusal = _within(next.shareBps, 500, 5_000);
        if (refusal.length == 0) refusal = _within(next.floor, THRESHOLD, 5_000_000e18);
        bytes32 before = keccak256(abi.encode(governor.quorumParameters()));
        uint256 quorum = governor.quorum(START - 1);

        bool done = _decide(drawn, abi.encodeCall(governor.setQuorumParameters, (next)), refusal);

        bytes32 expected = done ? keccak256(abi.encode(next)) : before;
        vm.assertEq(keccak256(abi.encode(governor.quorumParameters())), expected, "parameters");
        vm.assertEq(governor.quorum(START - 1), quorum, "GOV3: the quorum of earlier snapshots");
    }

    /// @dev A relayed call comes from the governor itself, and only after a vote.
    /// @custom:fuzzes CollectiveGovernor.relay
    function testFuzz_relay(address drawn, bool toTarget, bytes memory data) external {
        bytes memory call_ = toTarget ? abi.encodeCall(GovernedTarget.note, ()) : data;
        address to = toTarget ? address(target) : address(0xbeef);

        bool done = _decide(drawn, abi.encodeCall(governor.relay, (to, 0, call_)), ALLOWED);

        vm.assertEq(target.calls(), done && toTarget ? 1 : 0, "called once");
    }

    /// @dev GOV2: no vote reaches what the timelock keeps; it can only cancel there.
    function testFuzz_relayToTheTimelock(address drawn, uint256 pick, bytes memory data) external {
        if (pick % 3 == 0) data = abi.encodeCall(timelock.executeBatch, (targets, values, calldatas, 0, bytes32(pick)));
        if (pick % 3 == 1) data = abi.encodeCall(timelock.schedule, (address(target), 0, data, 0, 0, DELAY));
        vm.assume(bytes4(data) != timelock.cancel.selector);
        bytes4 selector = ICollectiveGovernor.CollectiveGovernorRelayToTimelock.selector;

        bytes memory call_ = abi.encodeCall(governor.relay, (address(timelock), 0, data));
        bytes memory refusal = abi.encodeWithSelector(selector, bytes4(data));
        _callAs(drawn, address(governor), call_, refusal);
        _execute(drawn, call_, refusal);
    }

    /// @dev Neither ether nor safe transfers can strand in the governor.
    /// @custom:fuzzes CollectiveGovernor.receive CollectiveGovernor.onERC721Received
    /// @custom:fuzzes CollectiveGovernor.onERC1155Received CollectiveGovernor.onERC1155BatchReceived
    function testFuzz_receipts(address caller, uint96 sent, address from, uint256 tokenId, bytes memory data) external {
        vm.deal(address(this), sent);
        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector);
        (bool accepted, bytes memory answer) = address(governor).call{value: sent}("");
        vm.assertTrue(!accepted, "refuses ether");
        vm.assertEq(keccak256(answer), keccak256(refusal), "with its error");
        uint256[] memory ids = new uint256[](1);
        ids[0] = tokenId;

        bytes memory first = abi.encodeCall(governor.onERC721Received, (caller, from, tokenId, data));
        bytes memory second = abi.encodeCall(governor.onERC1155Received, (caller, from, tokenId, sent, data));
        bytes memory third = abi.encodeCall(governor.onERC1155BatchReceived, (caller, from, ids, ids, data));
        _callAs(caller, address(governor), first, refusal);
        _callAs(caller, address(governor), second, refusal);
        _callAs(caller, address(governor), third, refusal);
    }

    /// @dev GOV5: nobody calls it directly, not even the timelock outside of a decision; a passed proposal does, unless
    /// the governor itself refuses.
    function _decide(address drawn, bytes memory data, bytes memory refusal) private returns (bool done) {
        vm.assume(drawn != address(timelock));
        bytes memory direct = abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, drawn);
        _callAs(drawn, address(governor), data, direct);
        bytes memory emptyQueue = abi.encodeWithSignature("Panic(uint256)", 0x31);
        _callAs(address(timelock), address(governor), data, emptyQueue);
        return _execute(drawn, data, refusal);
    }

    /// @dev Leads a vote about a call of the governor to its execution.
    function _execute(address drawn, bytes memory data, bytes memory refusal) private returns (bool done) {
        _plan(address(governor), 0, data);
        _leadTo(IGovernor.ProposalState.Queued);
        vm.warp(block.timestamp + DELAY);
        bytes memory execution = abi.encodeWithSignature("execute(uint256)", proposalId);
        done = _callAs(drawn, address(governor), execution, refusal);
        IGovernor.ProposalState state = governor.state(proposalId);
        vm.assertTrue(state == (done ? IGovernor.ProposalState.Executed : IGovernor.ProposalState.Queued), "state");
    }

    function _within(uint256 value, uint256 minimum, uint256 maximum) private pure returns (bytes memory) {
        if (value >= minimum && value <= maximum) return ALLOWED;
        bytes4 selector = ICollectiveGovernor.CollectiveGovernorOutOfBounds.selector;
        return abi.encodeWithSelector(selector, value, minimum, maximum);
    }
}
