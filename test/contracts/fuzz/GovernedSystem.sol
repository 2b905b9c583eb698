// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CollectiveGovernor} from "../../../contracts/governance/CollectiveGovernor.sol";
import {CollectiveTimelock} from "../../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Counts what reaches it.
contract GovernedTarget {
    uint256 public calls;

    function note() external payable {
        ++calls;
    }
}

/// @dev The token, the timelock and the governor in their final roles. Alice holds 4 and Bob 3 million votes, of which a
/// quorum is 2.1 million; Carol holds one vote less than a proposal takes.
abstract contract GovernedSystem is Outcome {
    uint256 internal constant START = 1_800_000_000;
    uint256 internal constant DELAY = 2 days;
    uint256 internal constant VOTING_DELAY = 1 days;
    uint256 internal constant VOTING_PERIOD = 5 days;
    uint256 internal constant THRESHOLD = 100_000e18;
    uint256 internal constant ALICE_KEY = 0xa11ce;
    uint256 internal constant BOB_KEY = 0xb0b;
    address internal constant CAROL = address(0xca201);
    address internal constant GUARDIAN = address(0x6a2d);
    bytes32 internal constant DESCRIPTION_HASH = keccak256("Note");

    GPTToken internal token;
    CollectiveTimelock internal timelock;
    CollectiveGovernor internal governor;
    GovernedTarget internal target;
    address internal alice;
    address internal bob;
    uint256 internal proposalId;
    address[] internal targets;
    uint256[] internal values;
    bytes[] internal calldatas;

    function _deployGovernance() internal {
        vm.warp(START - 100);
        (alice, bob) = (vm.addr(ALICE_KEY), vm.addr(BOB_KEY));
        timelock = new CollectiveTimelock(DELAY, new address[](0), new address[](0), address(this));
        token = new GPTToken(address(this), address(timelock), address(0x14), address(0x8));
        governor = new CollectiveGovernor(
            token,
            timelock,
            ICollectiveGovernor.Settings({
                votingDelay: uint48(VOTING_DELAY),
                votingPeriod: uint32(VOTING_PERIOD),
                lateQuorumExtension: 2 days,
                proposalThreshold: THRESHOLD,
                guardian: GUARDIAN,
                quorum: ICollectiveGovernor.QuorumParameters({capBps: 1_000, shareBps: 3_000, floor: 1_000_000e18})
            })
        );
        timelock.grantRole(keccak256("PROPOSER_ROLE"), address(governor));
        timelock.grantRole(keccak256("CANCELLER_ROLE"), address(governor));
        timelock.grantRole(keccak256("EXECUTOR_ROLE"), address(governor));
        timelock.renounceRole(0, address(this));
        _giveVotes(alice, 4_000_000e18);
        _giveVotes(bob, 3_000_000e18);
        _giveVotes(CAROL, THRESHOLD - 1);
        target = new GovernedTarget();
        _plan(address(target), 0, abi.encodeCall(GovernedTarget.note, ()));
        vm.warp(START);
    }

    /// @dev Makes one call the only call of the proposal that {_leadTo} leads.
    function _plan(address to, uint256 value, bytes memory data) internal {
        (targets, values, calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], values[0], calldatas[0]) = (to, value, data);
        proposalId = uint256(keccak256(abi.encode(targets, values, calldatas, DESCRIPTION_HASH)));
    }

    /// @dev Leads Alice's proposal to a state, by the shortest way.
    function _leadTo(IGovernor.ProposalState wanted) internal {
        vm.prank(alice);
        governor.propose(targets, values, calldatas, "Note");
        if (wanted == IGovernor.ProposalState.Canceled) {
            vm.prank(GUARDIAN);
            governor.cancel(proposalId);
        }
        if (wanted == IGovernor.ProposalState.Pending || wanted == IGovernor.ProposalState.Canceled) return;
        vm.warp(START + VOTING_DELAY + 1);
        if (wanted == IGovernor.ProposalState.Active) return;
        if (wanted != IGovernor.ProposalState.Defeated) _vote(alice, 1);
        vm.warp(START + VOTING_DELAY + VOTING_PERIOD + 1);
        if (wanted < IGovernor.ProposalState.Queued) return;
        if (wanted == IGovernor.ProposalState.Expired) vm.warp(block.timestamp + 14 days);
        else governor.queue(proposalId);
        if (wanted != IGovernor.ProposalState.Executed) return;
        vm.warp(block.timestamp + DELAY);
        governor.execute(proposalId);
    }

    function _vote(address voter, uint8 support) internal {
        vm.prank(voter);
        governor.castVote(proposalId, support);
    }

    /// @dev The error for a proposal in `current` where only the states of the bitmap `allowed` will do.
    function _wrongState(IGovernor.ProposalState current, uint256 allowed) internal view returns (bytes memory) {
        return
            abi.encodeWithSelector(
                IGovernor.GovernorUnexpectedProposalState.selector,
                proposalId,
                current,
                bytes32(allowed)
            );
    }

    function _nonexistent(uint256 id) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, id);
    }

    function _giveVotes(address account, uint256 amount) private {
        token.transfer(account, amount);
        vm.prank(account);
        token.delegate(account);
    }
}
