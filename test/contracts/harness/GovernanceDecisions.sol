// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {GovernorPreventLateQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorPreventLateQuorum.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {ICollectiveTimelock} from "../../../contracts/interfaces/ICollectiveTimelock.sol";
import {IValidatorRegistry} from "../../../contracts/interfaces/IValidatorRegistry.sol";
import {CollectiveTimelock} from "../../../contracts/governance/CollectiveTimelock.sol";
import {ReentrantActor, RefusingActor} from "./CampaignActors.sol";
import {GovernanceModel} from "./GovernanceModel.sol";

/// @dev What the proposals of the governance campaign propose, and what must come of it when they are executed.
abstract contract GovernanceDecisions is GovernanceModel {
    /// @dev Chooses what to propose; a value lies outside of its bounds once in four times.
    function _draft(Proposal storage p) internal {
        p.kind = Kind(_random(uint256(type(Kind).max) + 1));
        p.target = address(governor);
        if (p.kind == Kind.VotingDelay) p.a = _within(0, 7 days);
        else if (p.kind == Kind.VotingPeriod) p.a = _within(1 hours, 14 days);
        else if (p.kind == Kind.Extension) p.a = _within(0, 1 days);
        else if (p.kind == Kind.Threshold)
            p.a = _random(4) == 0 ? _within(1_000e18, 1_000_000e18) : _within(1_000e18, 1e23);
        else if (p.kind == Kind.Quorum)
            (p.a, p.b, p.c) = (_within(100, 2_000), _within(500, 5_000), _within(1e22, 5e24));
        else if (p.kind == Kind.Delay) p.a = _within(MIN_DELAY, 30 days);
        else if (p.kind == Kind.Bond) p.a = _within(0, 1_000_000e18);
        else if (p.kind == Kind.Bypass) p.a = _pickProposal();
        else (p.a, p.b) = (_random(ACTORS), _random(_random(8) == 0 ? 100_000_000e18 : 1e21));
        if (p.kind == Kind.Payment) p.target = address(token);
        else if (p.kind == Kind.Role) p.target = address(authority);
        else if (p.kind == Kind.Bond) p.target = address(validators);
        else if (p.kind == Kind.Delay) p.target = address(timelock);
        else if (p.kind == Kind.Reenter) p.target = actors[REENTRANT];
        else if (p.kind == Kind.Ether) (p.target, p.value) = (actors[p.a], p.b % 1 ether);
        p.data = _dataOf(p);
    }

    /// @dev An actor; three times out of four one that may propose, where there is one.
    function _pickProposer() internal returns (uint256 i) {
        uint256 start = _random(ACTORS);
        if (_random(4) == 0) return start;
        for (uint256 k = 0; k < ACTORS; ++k) {
            i = (start + k) % ACTORS;
            if (_votesAt(i, time - 1) >= threshold && !_isLive(latest[i])) return i;
        }
        return start;
    }

    /// @dev A recent proposal that is ready and can go through, where there is one; else `otherwise`.
    function _pickExecutable(uint256 otherwise) internal view returns (uint256) {
        uint256 recent = proposals.length < RECENT ? proposals.length : RECENT;
        for (uint256 k = 1; k <= recent; ++k) {
            Proposal storage p = proposals[proposals.length - k];
            bool ready = _stateOf(p) == IGovernor.ProposalState.Queued && p.eta <= time;
            if (ready && _refusalOfDecision(p).length == 0) return proposals.length - k;
        }
        return otherwise;
    }

    /// @dev The call that is armed now is tried by the contract that is called meanwhile.
    function _arm(Proposal storage p) internal {
        address[] memory targets = new address[](5);
        bytes[] memory attacks = new bytes[](5);
        for (uint256 i = 0; i < 4; ++i) targets[i] = address(governor);
        attacks[0] = abi.encodeWithSignature("execute(uint256)", p.id);
        attacks[1] = abi.encodeWithSignature("cancel(uint256)", p.id);
        attacks[2] = abi.encodeWithSignature("queue(uint256)", p.id);
        attacks[3] = abi.encodeCall(governor.setVotingDelay, (0));
        (targets[4], attacks[4]) = (address(timelock), _executionOf(p));
        ReentrantActor(payable(actors[REENTRANT])).arm(targets, attacks);
    }

    /// @dev Applies an executed proposal to the model.
    function _decide(Proposal storage p) internal {
        if (p.kind == Kind.VotingDelay) votingDelay = p.a;
        else if (p.kind == Kind.VotingPeriod) votingPeriod = p.a;
        else if (p.kind == Kind.Extension) extension = p.a;
        else if (p.kind == Kind.Threshold) threshold = p.a;
        else if (p.kind == Kind.Quorum) quorums.push(QuorumSince(time, _quorumParameters(p)));
        else if (p.kind == Kind.Guardian) (guardian, guardianExpiresAt) = (p.a, time + 730 days);
        else if (p.kind == Kind.Delay) delay = p.a;
        else if (p.kind == Kind.Payment) _move(address(timelock), actors[p.a], p.b);
        else if (p.kind == Kind.Role) mayPause[p.a] = p.b % 2 == 0;
        else if (p.kind == Kind.Bond) bondRequired = p.a;
        else if (p.kind == Kind.Ether) etherPaid += p.value;
        else if (p.kind == Kind.Relay) _move(address(governor), actors[p.a], p.b);
    }

    /// @dev Why the call of a proposal fails when it is executed now; empty when it does not.
    function _refusalOfDecision(Proposal storage p) internal view returns (bytes memory) {
        if (p.kind == Kind.VotingDelay) return _outside(p.a, 0, 7 days);
        if (p.kind == Kind.VotingPeriod) {
            return _outside(p.a, extension > 1 hours ? extension : 1 hours, 14 days);
        }
        uint256 floor = quorums[quorums.length - 1].parameters.floor;
        if (p.kind == Kind.Threshold) return _outside(p.a, 1_000e18, floor < 1e24 ? floor : 1e24);
        if (p.kind == Kind.Quorum) {
            bytes memory refusal = _outside(p.a, 100, 2_000);
            if (refusal.length == 0) refusal = _outside(p.b, 500, 5_000);
            return refusal.length == 0 ? _outside(p.c, threshold > 1e22 ? threshold : 1e22, 5e24) : refusal;
        }
        if (p.kind == Kind.Guardian && _isZeroGuardian(p)) {
            return abi.encodeWithSelector(ICollectiveGovernor.CollectiveGovernorZeroGuardian.selector);
        }
        if (p.kind == Kind.Payment) return _unpayable(address(timelock), p.b);
        if (p.kind == Kind.Relay) return _unpayable(address(governor), p.b);
        if (p.kind == Kind.Ether) return _unpayableEther(p);
        return _refusalByOthers(p);
    }

    function _refusalOfProposal(Proposal storage p, uint256 copies) internal view returns (bytes memory) {
        address proposer = actors[p.proposer];
        uint256 votes = _votesAt(p.proposer, time - 1);
        if (votes < threshold) {
            bytes4 poor = IGovernor.GovernorInsufficientProposerVotes.selector;
            return abi.encodeWithSelector(poor, proposer, votes, threshold);
        }
        if (copies > 10) {
            return abi.encodeWithSelector(ICollectiveGovernor.CollectiveGovernorTooManyCalls.selector, copies, 10);
        }
        if (p.data.length != 0 && p.target.code.length == 0) {
            bytes4 empty = ICollectiveGovernor.CollectiveGovernorTargetWithoutCode.selector;
            return abi.encodeWithSelector(empty, p.target);
        }
        if (!_isLive(latest[p.proposer])) return "";
        bytes4 live = ICollectiveGovernor.CollectiveGovernorProposalStillLive.selector;
        return abi.encodeWithSelector(live, proposer, latest[p.proposer]);
    }

    /// @dev The next moment at which the state of a proposal changes, or a second before.
    function _nextMoment(Proposal storage p) internal returns (uint256) {
        IGovernor.ProposalState current = _stateOf(p);
        uint256 early = _random(8) == 0 ? 1 : 0;
        if (current == IGovernor.ProposalState.Pending) return p.snapshot + 1 - early;
        if (current == IGovernor.ProposalState.Active) {
            return _isWon(p) || _random(16) == 0 ? _deadlineOf(p) + 1 - early : time;
        }
        if (current == IGovernor.ProposalState.Queued && time < p.eta) return p.eta - early;
        if (_random(8) != 0) return time;
        if (current == IGovernor.ProposalState.Queued) return p.eta + LIFETIME + 1 - early;
        if (current == IGovernor.ProposalState.Succeeded) return _deadlineOf(p) + LIFETIME + 1 - early;
        return time;
    }

    function _proposition(
        Proposal storage p,
        uint256 copies,
        string memory description
    ) internal view returns (bytes memory) {
        address[] memory targets = new address[](copies);
        uint256[] memory values = new uint256[](copies);
        bytes[] memory calldatas = new bytes[](copies);
        for (uint256 i = 0; i < copies; ++i) (targets[i], values[i], calldatas[i]) = (p.target, p.value, p.data);
        return abi.encodeCall(governor.propose, (targets, values, calldatas, description));
    }

    function _idOf(Proposal storage p) internal view returns (uint256) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _batchOf(p);
        return uint256(keccak256(abi.encode(targets, values, calldatas, p.descriptionHash)));
    }

    function _description(uint256 number) internal view returns (string memory) {
        return string.concat(Strings.toString(calls), " ", Strings.toString(number));
    }

    function _within(uint256 minimum, uint256 maximum) private returns (uint256) {
        if (_random(4) == 0) return _random(2) == 0 || minimum == 0 ? maximum + 1 : minimum - 1;
        return minimum + _random(maximum - minimum + 1);
    }

    function _dataOf(Proposal storage p) private view returns (bytes memory) {
        if (p.kind == Kind.VotingDelay) return abi.encodeCall(governor.setVotingDelay, (uint48(p.a)));
        if (p.kind == Kind.VotingPeriod) return abi.encodeCall(governor.setVotingPeriod, (uint32(p.a)));
        if (p.kind == Kind.Extension) return abi.encodeCall(governor.setLateQuorumVoteExtension, (uint48(p.a)));
        if (p.kind == Kind.Threshold) return abi.encodeCall(governor.setProposalThreshold, (p.a));
        if (p.kind == Kind.Quorum) return abi.encodeCall(governor.setQuorumParameters, (_quorumParameters(p)));
        address somebody = actors[p.a % ACTORS];
        if (p.kind == Kind.Guardian) {
            return abi.encodeCall(governor.setProposalGuardian, (_isZeroGuardian(p) ? address(0) : somebody));
        }
        if (p.kind == Kind.Delay) return abi.encodeCall(timelock.updateDelay, (p.a));
        if (p.kind == Kind.Payment) return abi.encodeCall(token.transfer, (somebody, p.b));
        if (p.kind == Kind.Role) {
            if (p.b % 2 == 0) return abi.encodeCall(authority.grantRole, (GUARDIAN_ROLE, somebody, 0));
            return abi.encodeCall(authority.revokeRole, (GUARDIAN_ROLE, somebody));
        }
        if (p.kind == Kind.Bond) return abi.encodeCall(validators.setBondRequired, (p.a));
        if (p.kind == Kind.Ether) return "";
        if (p.kind == Kind.Reenter) return "call back";
        if (p.kind == Kind.Bypass) {
            return abi.encodeCall(governor.relay, (address(timelock), 0, _executionOf(proposals[p.a])));
        }
        if (p.kind == Kind.Timelock) {
            return abi.encodeCall(governor.updateTimelock, (CollectiveTimelock(payable(somebody))));
        }
        return abi.encodeCall(governor.relay, (address(token), 0, abi.encodeCall(token.transfer, (somebody, p.b))));
    }

    function _refusalByOthers(Proposal storage p) private view returns (bytes memory) {
        if (p.kind == Kind.Extension && p.a > votingPeriod) {
            bytes4 long = GovernorPreventLateQuorum.GovernorPreventLateQuorumVoteExtensionTooLarge.selector;
            return abi.encodeWithSelector(long, p.a, votingPeriod);
        }
        if (p.kind == Kind.Delay && (p.a < MIN_DELAY || p.a > 30 days)) {
            bytes4 outside = ICollectiveTimelock.CollectiveTimelockDelayOutOfBounds.selector;
            return abi.encodeWithSelector(outside, p.a, MIN_DELAY, 30 days);
        }
        if (p.kind == Kind.Bond && p.a > 1_000_000e18) {
            bytes4 large = IValidatorRegistry.ValidatorRegistryBondTooLarge.selector;
            return abi.encodeWithSelector(large, p.a, 1_000_000e18);
        }
        if (p.kind == Kind.Timelock) {
            bytes4 isFixed = ICollectiveGovernor.CollectiveGovernorTimelockFixed.selector;
            return abi.encodeWithSelector(isFixed, address(timelock), actors[p.a]);
        }
        if (p.kind == Kind.Bypass) {
            bytes4 bypass = ICollectiveGovernor.CollectiveGovernorRelayToTimelock.selector;
            return abi.encodeWithSelector(bypass, timelock.executeBatch.selector);
        }
        return "";
    }

    function _unpayableEther(Proposal storage p) private view returns (bytes memory) {
        bool reachable = p.value <= address(timelock).balance;
        if (reachable && p.a == REFUSING) return abi.encodeWithSelector(RefusingActor.RefusingActorNoEther.selector);
        return reachable && p.a != WALLET ? bytes("") : abi.encodeWithSelector(Errors.FailedCall.selector);
    }

    function _unpayable(address from, uint256 amount) private view returns (bytes memory) {
        if (balanceOf[from] >= amount) return "";
        return abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, from, balanceOf[from], amount);
    }

    function _isLive(uint256 id) private view returns (bool) {
        for (uint256 i = proposals.length; id != 0 && i > 0; --i) {
            if (proposals[i - 1].id != id) continue;
            IGovernor.ProposalState current = _stateOf(proposals[i - 1]);
            return current == IGovernor.ProposalState.Pending || current == IGovernor.ProposalState.Active;
        }
        return false;
    }

    function _quorumParameters(
        Proposal storage p
    ) private view returns (ICollectiveGovernor.QuorumParameters memory parameters) {
        (parameters.capBps, parameters.shareBps, parameters.floor) = (uint16(p.a), uint16(p.b), uint128(p.c));
    }

    function _isZeroGuardian(Proposal storage p) private view returns (bool) {
        return p.b % 8 == 0;
    }

    function _outside(uint256 value, uint256 minimum, uint256 maximum) private pure returns (bytes memory) {
        if (value >= minimum && value <= maximum) return "";
        bytes4 selector = ICollectiveGovernor.CollectiveGovernorOutOfBounds.selector;
        return abi.encodeWithSelector(selector, value, minimum, maximum);
    }
}
