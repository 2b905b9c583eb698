// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CollectiveGovernor} from "../../../contracts/governance/CollectiveGovernor.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {IGPTToken} from "../../../contracts/interfaces/IGPTToken.sol";
import {BlockClockMock} from "../../../contracts/mocks/BlockClockMock.sol";
import {GovernedSystem, GovernedTarget} from "../fuzz/GovernedSystem.sol";

/// @dev What the governor refuses when it is made, and what it refuses to put to the vote.
contract CollectiveGovernorBranchesTest is GovernedSystem {
    function setUp() external {
        _deployGovernance();
    }

    function test_aTokenThatCountsBlocksIsRefused() external {
        IGPTToken counter = IGPTToken(address(new BlockClockMock()));

        vm.expectRevert(
            abi.encodeWithSelector(
                ICollectiveGovernor.CollectiveGovernorClockMismatch.selector,
                uint48(block.number),
                uint48(block.timestamp)
            )
        );
        new CollectiveGovernor(counter, timelock, _settings(GUARDIAN));
    }

    function test_aGovernorWithoutGuardianIsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(ICollectiveGovernor.CollectiveGovernorZeroGuardian.selector));
        new CollectiveGovernor(token, timelock, _settings(address(0)));
    }

    function test_aProposalMakesAtMostTenCalls() external {
        bytes4 tooMany = ICollectiveGovernor.CollectiveGovernorTooManyCalls.selector;

        _propose(11, "eleven", abi.encodeWithSelector(tooMany, 11, 10));
        vm.assertEq(governor.latestProposalOf(alice), 0, "none is remembered");

        _propose(10, "ten", ALLOWED);
        vm.assertEq(governor.latestProposalOf(alice), _idOf(10, "ten"), "ten calls");
    }

    function test_aCallToAnAccountWithoutCodeIsRefused() external {
        _plan(CAROL, 0, abi.encodeCall(GovernedTarget.note, ()));

        bytes4 selector = ICollectiveGovernor.CollectiveGovernorTargetWithoutCode.selector;
        bytes memory data = abi.encodeCall(governor.propose, (targets, values, calldatas, "Note"));
        _callAs(alice, address(governor), data, abi.encodeWithSelector(selector, CAROL));
        vm.assertEq(governor.latestProposalOf(alice), 0, "none is remembered");
    }

    function test_aProposerHasOneProposalAtATimeWhileItWaitsAndWhileItIsVotedOn() external {
        _leadTo(IGovernor.ProposalState.Pending);
        bytes memory stillLive = abi.encodeWithSelector(
            ICollectiveGovernor.CollectiveGovernorProposalStillLive.selector,
            alice,
            proposalId
        );

        _propose(1, "while pending", stillLive);
        vm.warp(START + VOTING_DELAY + 1);
        vm.assertEq(uint256(governor.state(proposalId)), uint256(IGovernor.ProposalState.Active), "active");
        _propose(1, "while active", stillLive);
        vm.assertEq(governor.latestProposalOf(alice), proposalId, "the first one stays");
    }

    function test_aProposerMayProposeAgainWhenItsProposalIsDecided() external {
        _leadTo(IGovernor.ProposalState.Defeated);

        _propose(1, "after", ALLOWED);

        vm.assertEq(governor.latestProposalOf(alice), _idOf(1, "after"), "the second one counts");
    }

    function test_aProposerMayProposeAgainWhenItsProposalIsCancelled() external {
        _leadTo(IGovernor.ProposalState.Canceled);

        _propose(1, "after", ALLOWED);

        vm.assertEq(governor.latestProposalOf(alice), _idOf(1, "after"), "the second one counts");
    }

    /// @dev Alice proposes the planned call `count` times over.
    function _propose(uint256 count, string memory description, bytes memory refusal) private {
        (address[] memory to, bytes[] memory data) = _calls(count);
        bytes memory call = abi.encodeCall(governor.propose, (to, new uint256[](count), data, description));
        _callAs(alice, address(governor), call, refusal);
    }

    function _idOf(uint256 count, string memory description) private view returns (uint256) {
        (address[] memory to, bytes[] memory data) = _calls(count);
        return uint256(keccak256(abi.encode(to, new uint256[](count), data, keccak256(bytes(description)))));
    }

    function _calls(uint256 count) private view returns (address[] memory to, bytes[] memory data) {
        (to, data) = (new address[](count), new bytes[](count));
        for (uint256 i = 0; i < count; ++i) (to[i], data[i]) = (targets[0], calldatas[0]);
    }

    function _settings(address guardian) private pure returns (ICollectiveGovernor.Settings memory) {
        return
            ICollectiveGovernor.Settings({
                votingDelay: uint48(VOTING_DELAY),
                votingPeriod: uint32(VOTING_PERIOD),
                lateQuorumExtension: 2 days,
                proposalThreshold: THRESHOLD,
                guardian: guardian,
                quorum: ICollectiveGovernor.QuorumParameters({capBps: 1_000, shareBps: 3_000, floor: 1_000_000e18})
            });
    }
}
