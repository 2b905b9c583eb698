// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CollectiveGovernor} from "../../../contracts/governance/CollectiveGovernor.sol";
import {CollectiveTimelock} from "../../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {ValidatorRegistry} from "../../../contracts/validators/ValidatorRegistry.sol";
import {Campaign} from "./Campaign.sol";
import {ReentrantActor} from "./CampaignActors.sol";
import {TokenModel} from "./TokenModel.sol";

/// @dev A naive model of the governor, the timelock and the roles: settings, proposals, votes and who may do what.
abstract contract GovernanceModel is TokenModel {
    enum Kind {
        VotingDelay,
        VotingPeriod,
        Extension,
        Threshold,
        Quorum,
        Guardian,
        Delay,
        Payment,
        Role,
        Bond,
        Ether,
        Reenter,
        Timelock,
        Relay,
        Bypass
    }

    /// @dev `a`, `b` and `c` are what the call is about; their meaning depends on the kind.
    struct Proposal {
        uint256 id;
        uint256 proposer;
        Kind kind;
        uint256 a;
        uint256 b;
        uint256 c;
        address target;
        uint256 value;
        bytes data;
        bytes32 descriptionHash;
        uint256 snapshot;
        uint256 deadline;
        uint256 extendedTo;
        uint256 quorum;
        uint256[3] tally;
        uint256[ACTORS] used;
        uint256[ACTORS] signatures;
        uint256 queuedAt;
        uint256 eta;
        bool canceled;
        bool executed;
        bool expired;
    }

    struct QuorumSince {
        uint256 time;
        ICollectiveGovernor.QuorumParameters parameters;
    }

    uint256 internal constant MIN_DELAY = 1 days;
    uint256 internal constant LIFETIME = 14 days;
    uint64 internal constant GUARDIAN_ROLE = 2;
    /// @dev How many of the last proposals the actors care for.
    uint256 internal constant RECENT = 12;

    CollectiveTimelock internal timelock;
    CollectiveGovernor internal governor;
    AccessManager internal authority;
    ValidatorRegistry internal validators;

    uint256 public vetoed;
    uint256 public expiries;
    uint256 internal votingDelay = 1 hours;
    uint256 internal votingPeriod = 1 days;
    uint256 internal extension = 6 hours;
    uint256 internal threshold = 100_000e18;
    uint256 internal delay = MIN_DELAY;
    uint256 internal guardian;
    uint256 internal guardianExpiresAt;
    uint256 internal bondRequired;
    uint256 internal etherPaid;
    bool[ACTORS] internal mayPause;
    uint256[ACTORS] internal latest;
    uint256[ACTORS] internal plainNonces;
    QuorumSince[] internal quorums;
    Proposal[] internal proposals;

    constructor() {
        timelock = new CollectiveTimelock(MIN_DELAY, new address[](0), new address[](0), address(this));
        token = new GPTToken(address(this), address(timelock), address(0xf0), address(0x7e));
        ICollectiveGovernor.QuorumParameters memory parameters = ICollectiveGovernor.QuorumParameters(
            1_000,
            3_000,
            1e24
        );
        governor = new CollectiveGovernor(
            token,
            timelock,
            ICollectiveGovernor.Settings(1 hours, 1 days, 6 hours, threshold, actors[0], parameters)
        );
        quorums.push(QuorumSince(time, parameters));
        guardianExpiresAt = time + 730 days;
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.CANCELLER_ROLE(), address(governor));
        timelock.grantRole(timelock.EXECUTOR_ROLE(), address(governor));
        timelock.renounceRole(timelock.DEFAULT_ADMIN_ROLE(), address(this));
        authority = new AccessManager(address(timelock));
        validators = new ValidatorRegistry(address(authority), token, address(timelock), 0, 1 days);

        holders = [address(this), address(timelock), address(0xf0), address(0x7e), address(token), address(governor)];
        (balanceOf[address(this)], balanceOf[address(timelock)]) = (60_000_000e18, 18_000_000e18);
        (balanceOf[address(0xf0)], balanceOf[address(0x7e)]) = (14_000_000e18, 8_000_000e18);
        for (uint256 i = 0; i < ACTORS; ++i) {
            uint256 amount = (i + 1) * 400_000e18;
            token.transfer(actors[i], amount);
            vm.prank(actors[i]);
            token.delegate(actors[i]);
            delegateOf[i] = i + 1;
            _move(address(this), actors[i], amount);
        }
        _setTime(time + 1);
    }

    /// @inheritdoc Campaign
    function audit() external view override returns (string memory violated) {
        for (uint256 i = 0; i < proposals.length; ++i) {
            violated = _violatedByProposal(i);
            if (bytes(violated).length != 0) return violated;
        }
        for (uint256 i = 0; i < ACTORS; ++i) {
            violated = _violatedByRoles(actors[i]);
            if (bytes(violated).length != 0) return violated;
        }
        for (uint256 i = 0; i < holders.length; ++i) {
            violated = _violatedByRoles(holders[i]);
            if (bytes(violated).length != 0) return violated;
        }
        violated = _violatedByWholeToken();
        return bytes(violated).length != 0 ? violated : _violatedBySettings();
    }

    function _check() internal override {
        _learnFinalities();
        vm.warp(time + 1);
        _report(_violatedByToken(_random(1 << 128)));
        vm.warp(time);
        uint256 part = _random(4);
        if (part < 2) _report(_violatedBySettings());
        else _report(_violatedByRoles(part == 2 ? actors[_random(ACTORS)] : holders[_random(holders.length)]));
        if (proposals.length == 0) return;
        _report(_violatedByProposal(_random(4) == 0 ? _random(proposals.length) : _pickProposal()));
    }

    /// @dev One of the last proposals.
    function _pickProposal() internal returns (uint256) {
        uint256 recent = proposals.length < RECENT ? proposals.length : RECENT;
        return proposals.length - 1 - _random(recent);
    }

    /// @dev One of the last proposals; seven times out of eight one in state `wanted`, where there is one. Where there
    /// is none, mostly waits until there is.
    function _pickProposal(IGovernor.ProposalState wanted) internal returns (uint256 i) {
        uint256 recent = proposals.length < RECENT ? proposals.length : RECENT;
        uint256 start = _random(recent);
        if (_random(8) == 0) return proposals.length - 1 - start;
        for (uint256 k = 0; k < recent; ++k) {
            i = proposals.length - 1 - ((start + k) % recent);
            if (_stateOf(proposals[i]) == wanted && proposals[i].eta <= time) return i;
        }
        if (_random(4) == 0) return proposals.length - 1 - start;
        uint256 first = 0;
        for (uint256 k = 0; k < recent; ++k) {
            uint256 moment = _momentOf(proposals[proposals.length - 1 - k], wanted);
            if (moment <= time || (first != 0 && first <= moment)) continue;
            (i, first) = (proposals.length - 1 - k, moment);
        }
        if (first == 0) return proposals.length - 1 - start;
        _setTime(first);
    }

    function _stateOf(Proposal storage p) internal view returns (IGovernor.ProposalState) {
        if (p.executed) return IGovernor.ProposalState.Executed;
        if (p.canceled) return IGovernor.ProposalState.Canceled;
        if (block.timestamp <= p.snapshot) return IGovernor.ProposalState.Pending;
        if (block.timestamp <= _deadlineOf(p)) return IGovernor.ProposalState.Active;
        if (!_isWon(p)) return IGovernor.ProposalState.Defeated;
        uint256 since = p.queuedAt == 0 ? _deadlineOf(p) : p.eta;
        if (block.timestamp > since + LIFETIME) return IGovernor.ProposalState.Expired;
        return p.queuedAt == 0 ? IGovernor.ProposalState.Succeeded : IGovernor.ProposalState.Queued;
    }

    function _isWon(Proposal storage p) internal view returns (bool) {
        return _hasQuorum(p) && p.tally[1] > p.tally[0];
    }

    /// @dev Votes for and abstentions count.
    function _hasQuorum(Proposal storage p) internal view returns (bool) {
        return p.tally[1] + p.tally[2] >= _quorumOf(p);
    }

    function _deadlineOf(Proposal storage p) internal view returns (uint256) {
        return p.extendedTo > p.deadline ? p.extendedTo : p.deadline;
    }

    function _guardianNow() internal view returns (address) {
        return block.timestamp < guardianExpiresAt ? actors[guardian] : address(0xdEaD);
    }

    function _unexpected(uint256 i, uint256 allowed) internal view returns (bytes memory) {
        Proposal storage p = proposals[i];
        bytes4 selector = IGovernor.GovernorUnexpectedProposalState.selector;
        return abi.encodeWithSelector(selector, p.id, _stateOf(p), bytes32(allowed));
    }

    function _batchOf(
        Proposal storage p
    ) internal view returns (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) {
        (targets, values, calldatas) = (new address[](1), new uint256[](1), new bytes[](1));
        (targets[0], values[0], calldatas[0]) = (p.target, p.value, p.data);
    }

    /// @dev The call with which the timelock executes a proposal.
    function _executionOf(Proposal storage p) internal view returns (bytes memory) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _batchOf(p);
        bytes32 salt = bytes20(address(governor)) ^ p.descriptionHash;
        return abi.encodeCall(timelock.executeBatch, (targets, values, calldatas, 0, salt));
    }

    function _operationOf(Proposal storage p) internal view returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = _batchOf(p);
        bytes32 salt = bytes20(address(governor)) ^ p.descriptionHash;
        return keccak256(abi.encode(targets, values, calldatas, bytes32(0), salt));
    }

    /// @dev Keeps of each recent proposal what must never change: the quorum as soon as its snapshot is past, and that it
    /// expired.
    function _learnFinalities() private {
        uint256 first = proposals.length < RECENT ? 0 : proposals.length - RECENT;
        for (uint256 i = first; i < proposals.length; ++i) {
            Proposal storage p = proposals[i];
            if (p.quorum == 0 && time > p.snapshot) p.quorum = _quorumOf(p);
            if (p.expired || _stateOf(p) != IGovernor.ProposalState.Expired) continue;
            p.expired = true;
            ++expiries;
        }
    }

    /// @dev When a proposal will be in state `wanted` without anybody's doing; 0 when that is not to be expected.
    function _momentOf(Proposal storage p, IGovernor.ProposalState wanted) private view returns (uint256) {
        IGovernor.ProposalState current = _stateOf(p);
        if (wanted == IGovernor.ProposalState.Active && current == IGovernor.ProposalState.Pending) {
            return p.snapshot + 1;
        }
        if (current == IGovernor.ProposalState.Active && _isWon(p)) {
            return wanted == IGovernor.ProposalState.Succeeded ? _deadlineOf(p) + 1 : 0;
        }
        return wanted == current && wanted == IGovernor.ProposalState.Queued ? p.eta : 0;
    }

    function _quorumOf(Proposal storage p) private view returns (uint256 wanted) {
        if (p.quorum != 0) return p.quorum;
        uint256 i = quorums.length - 1;
        while (quorums[i].time > p.snapshot) --i;
        ICollectiveGovernor.QuorumParameters storage q = quorums[i].parameters;
        wanted = (_delegatedAt(p.snapshot) * q.shareBps) / 10_000;
        if (wanted < q.floor) wanted = q.floor;
        uint256 cap = (100_000_000e18 * uint256(q.capBps)) / 10_000;
        if (wanted > cap) wanted = cap;
    }

    function _violatedByProposal(uint256 i) private view returns (string memory) {
        Proposal storage p = proposals[i];
        IGovernor.ProposalState current = governor.state(p.id);
        if (p.expired && current != IGovernor.ProposalState.Expired) return "GOV2: came back after it expired";
        if (current != _stateOf(p)) return "GOV1: state";
        if (governor.proposalDeadline(p.id) != _deadlineOf(p)) return "GOV9: deadline";
        (uint256 against, uint256 inFavour, uint256 abstain) = governor.proposalVotes(p.id);
        bool same = against == p.tally[0] && inFavour == p.tally[1] && abstain == p.tally[2];
        uint256 sum = 0;
        for (uint256 k = 0; k < ACTORS; ++k) sum += p.used[k];
        if (!same || sum != against + inFavour + abstain) return "GOV9: tally";
        uint256 voter = i % ACTORS;
        if (governor.usedVotes(p.id, actors[voter]) != p.used[voter]) return "GOV9: used votes";
        uint192 key = uint192(p.id);
        uint256 nonce = (uint256(key) << 64) | p.signatures[voter];
        if (governor.nonces(actors[voter], key) != nonce) return "GOV10: keyed nonce";
        if (governor.nonces(actors[voter]) != plainNonces[voter]) return "GOV10: plain nonce";
        if (block.timestamp > p.snapshot && governor.quorum(p.snapshot) != _quorumOf(p)) return "GOV3: quorum";
        uint256 timestamp = timelock.getTimestamp(_operationOf(p));
        if (
            timestamp !=
            (
                p.executed
                    ? 1
                    : p.canceled || p.queuedAt == 0
                        ? 0
                        : p.eta
            )
        ) return "GOV8: operation";
        return "";
    }

    function _violatedBySettings() private view returns (string memory) {
        if (governor.votingDelay() != votingDelay || votingDelay > 7 days) return "GOV5: voting delay";
        if (governor.votingPeriod() != votingPeriod) return "GOV5: voting period";
        if (votingPeriod < 1 hours || votingPeriod > 14 days) return "GOV5: bounds of the voting period";
        if (governor.lateQuorumVoteExtension() != extension || extension > votingPeriod) return "GOV5: extension";
        if (governor.proposalThreshold() != threshold) return "GOV5: threshold";
        if (threshold < 1_000e18 || threshold > 1_000_000e18) return "GOV5: bounds of the threshold";
        if (threshold > quorums[quorums.length - 1].parameters.floor) return "GOV5: the threshold is above the floor";
        bytes memory quorum = abi.encode(quorums[quorums.length - 1].parameters);
        if (keccak256(abi.encode(governor.quorumParameters())) != keccak256(quorum)) return "GOV5: quorum parameters";
        if (governor.proposalGuardian() != _guardianNow()) return "GOV4: guardian";
        if (governor.guardianExpiresAt() != guardianExpiresAt) return "GOV4: term of the guardian";
        if (governor.timelock() != address(timelock)) return "GOV11: timelock";
        if (timelock.getMinDelay() != delay) return "TIM2: delay";
        if (delay < MIN_DELAY || delay > 30 days) return "TIM1: bounds of the delay";
        if (validators.bondRequired() != bondRequired) return "GOV7: a setting of another contract";
        return _violatedByEther();
    }

    function _violatedByEther() private view returns (string memory) {
        uint256 held = forced[address(timelock)] - etherPaid;
        if (address(timelock).balance != held) return "TIM3: ether of the timelock";
        if (address(governor).balance != forced[address(governor)]) return "GOV12: ether of the governor";
        if (address(token).balance != forced[address(token)]) return "TOK7: ether of the token";
        if (ReentrantActor(payable(actors[REENTRANT])).breaches() != 0) return "GOV8: a call came back";
        return "";
    }

    /// @dev Only what executed proposals granted may differ from the deployment.
    function _violatedByRoles(address account) private view returns (string memory) {
        bool pauses = false;
        for (uint256 i = 0; i < ACTORS; ++i) {
            if (actors[i] != account) continue;
            pauses = mayPause[i];
            if (governor.latestProposalOf(account) != latest[i]) return "GOV6: latest proposal";
        }
        for (uint64 role = 0; role < 4; ++role) {
            (bool holds, ) = authority.hasRole(role, account);
            bool expected = role == GUARDIAN_ROLE ? pauses : role == 0 && account == address(timelock);
            if (holds != expected) return "GOV7: role of the AccessManager";
        }
        bool governs = account == address(governor);
        if (timelock.hasRole(timelock.PROPOSER_ROLE(), account) != governs) return "GOV7: PROPOSER";
        if (timelock.hasRole(timelock.CANCELLER_ROLE(), account) != governs) return "GOV7: CANCELLER";
        if (timelock.hasRole(timelock.EXECUTOR_ROLE(), account) != governs) return "GOV7: EXECUTOR";
        bool self = account == address(timelock);
        if (timelock.hasRole(timelock.DEFAULT_ADMIN_ROLE(), account) != self) return "GOV7: DEFAULT_ADMIN";
        return "";
    }
}
