// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {CampaignTest} from "../harness/Campaign.sol";
import {GovernanceDecisions} from "../harness/GovernanceDecisions.sol";
import {GovernanceIntrusions} from "../harness/GovernanceIntrusions.sol";
import {GovernanceVoting} from "../harness/GovernanceVoting.sol";

/// @dev Moves tokens and votes, and takes proposals through their life, with actions that must succeed or be refused.
contract GovernanceHandler is GovernanceVoting, GovernanceDecisions, GovernanceIntrusions {
    function transfer(uint256 seed) external step(seed) {
        address from = actors[_random(ACTORS)];
        address to = _random(8) == 0 ? holders[_random(holders.length)] : actors[_random(ACTORS)];
        uint256 amount = _random(8) == 0 ? balanceOf[from] : _random(balanceOf[from] / 8 + 1);
        bytes memory refusal;
        if (_random(16) == 0) {
            amount = balanceOf[from] + 1;
            bytes4 selector = IERC20Errors.ERC20InsufficientBalance.selector;
            refusal = abi.encodeWithSelector(selector, from, amount - 1, amount);
        }
        address caller = from;
        bytes memory data = abi.encodeCall(token.transfer, (to, amount));
        if (_random(2) == 0) {
            caller = actors[_random(ACTORS)];
            vm.prank(from);
            token.approve(caller, amount);
            data = abi.encodeCall(token.transferFrom, (from, to, amount));
        }

        if (_call(caller, address(token), data, refusal, "TOK1: transfer")) _move(from, to, amount);
    }

    function delegate(uint256 seed) external step(seed) {
        uint256 i = _random(ACTORS);
        uint256 delegatee = _random(4) == 0 ? 0 : _random(ACTORS) + 1;
        bytes memory data = abi.encodeCall(token.delegate, (delegatee == 0 ? address(0) : actors[delegatee - 1]));
        if (!_call(actors[i], address(token), data, "", "TOK5: delegate")) return;
        delegateOf[i] = delegatee;
        _remember();
    }

    function delegateBySig(uint256 seed) external step(seed) {
        uint256 i = _random(WALLET);
        uint256 delegatee = _random(ACTORS);
        uint256 expiry = time + _random(8);
        uint256 nonce = tokenNonces[i];
        uint256 chance = _random(8);
        if (chance == 0) expiry = time - 1;
        if (chance == 1) nonce = nonce == 0 || _random(2) == 0 ? nonce + 1 : nonce - 1;
        bytes memory refusal;
        if (chance == 0) refusal = abi.encodeWithSelector(IVotes.VotesExpiredSignature.selector, expiry);
        if (chance == 1) {
            refusal = abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, actors[i], tokenNonces[i]);
        }
        bytes memory data = _delegationBySig(i, actors[delegatee], nonce, expiry);
        if (!_call(actors[_random(ACTORS)], address(token), data, refusal, "TOK6: delegateBySig")) return;
        ++tokenNonces[i];
        delegateOf[i] = delegatee + 1;
        _remember();

        // The same once more.
        refusal = abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, actors[i], tokenNonces[i]);
        _call(actors[_random(ACTORS)], address(token), data, refusal, "TOK6: delegateBySig again");
    }

    function permit(uint256 seed) external step(seed) {
        uint256 i = _random(WALLET);
        address spender = actors[_random(ACTORS)];
        uint256 value = _random(balanceOf[actors[i]] / 8 + 1);
        uint256 deadline = time + _random(8);
        bool late = _random(8) == 0;
        if (late) deadline = time - 1;
        bytes memory refusal =
            late ? abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, deadline) : bytes("");
        (bytes memory data, address nextSigner) = _permission(i, spender, value, deadline);
        if (!_call(spender, address(token), data, refusal, "TOK6: permit")) return;
        ++tokenNonces[i];

        // The same once more: for the next nonce it is somebody else's signature.
        refusal = abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, nextSigner, actors[i]);
        _call(spender, address(token), data, refusal, "TOK6: permit again");
        data = abi.encodeCall(token.transferFrom, (actors[i], spender, value));
        if (_call(spender, address(token), data, "", "TOK6: what was permitted")) _move(actors[i], spender, value);
    }

    /// @dev Once in three times the proposal is also decided at once, so that many decisions are put to the test.
    function propose(uint256 seed) external step(seed) {
        if (!_propose() || _random(3) != 0) return;
        uint256 i = proposals.length - 1;
        Proposal storage p = proposals[i];
        _setTime(p.snapshot + 1);
        _voteUntilWon(i);
        if (!_isWon(p)) return;
        _setTime(_deadlineOf(p) + 1);
        _queue(i);
        _setTime(p.eta);
        _execute(i);
    }

    function queue(uint256 seed) external step(seed) {
        for (uint256 k = 0; k < 2 && proposals.length != 0; ++k) {
            bool late = _random(4) == 0;
            _queue(_pickProposal(late ? IGovernor.ProposalState.Expired : IGovernor.ProposalState.Succeeded));
        }
    }

    function execute(uint256 seed) external step(seed) {
        for (uint256 k = 0; k < 2 && proposals.length != 0; ++k) {
            bool late = _random(4) == 0;
            uint256 i = _pickProposal(late ? IGovernor.ProposalState.Expired : IGovernor.ProposalState.Queued);
            _execute(_random(4) != 0 ? _pickExecutable(i) : i);
        }
    }

    function cancel(uint256 seed) external step(seed) {
        if (proposals.length == 0) return;
        uint256 chance = _random(8);
        // Mostly the proposer while it may, or the guardian as long as it may.
        uint256 i = _pickProposal();
        if (chance < 4) i = _pickProposal(IGovernor.ProposalState.Pending);
        else if (chance == 4) i = _pickProposal(IGovernor.ProposalState.Active);
        else if (chance == 5) i = _pickProposal(IGovernor.ProposalState.Queued);
        Proposal storage p = proposals[i];
        address caller = actors[
            chance < 2
                ? p.proposer
                : chance < 6
                    ? guardian
                    : _random(ACTORS)
        ];
        if (chance == 7) caller = address(timelock);
        IGovernor.ProposalState current = _stateOf(p);
        bool mine = caller == actors[p.proposer] && current == IGovernor.ProposalState.Pending;
        bool poor = _votesAt(p.proposer, time - 1) < threshold;
        bytes memory refusal;
        if (caller != _guardianNow() && !mine && !poor) {
            refusal = abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, p.id, caller);
        } else if (
            current == IGovernor.ProposalState.Canceled ||
            current == IGovernor.ProposalState.Expired ||
            current == IGovernor.ProposalState.Executed
        ) refusal = _unexpected(i, 255 ^ (1 << 2) ^ (1 << 6) ^ (1 << 7));

        bytes memory data = abi.encodeWithSignature("cancel(uint256)", p.id);
        if (!_call(caller, address(governor), data, refusal, "GOV4: cancel")) return;
        p.canceled = true;
        if (caller == _guardianNow()) ++vetoed;
    }

    function donate(uint256 seed) external step(seed) {
        address receiver = holders[_random(holders.length)];
        uint256 amount = _random(1e21);
        token.transfer(receiver, amount);
        _move(address(this), receiver, amount);
        if (receiver != address(this)) _forceEther(receiver);
        ++done[msg.sig];
    }

    /// @dev Mostly to the next moment at which something happens to one of some recent proposals.
    function passTime(uint256 seed) external step(seed) {
        uint256 next = time;
        for (uint256 k = 0; k < 6 && proposals.length != 0; ++k) {
            uint256 moment = _nextMoment(proposals[_pickProposal()]);
            if (moment > time && (next == time || moment < next)) next = moment;
        }
        // Not before the guardian has done its part: without it hardly anything is cancelled any more.
        bool leaves = _random(32) == 0 && vetoed > 8 && time < guardianExpiresAt;
        if (leaves) _setTime(guardianExpiresAt - _random(2));
        else if (next > time && _random(4) != 0) _setTime(next);
        else _setTime(time + _random(_random(2) == 0 ? 3 : 1 hours));
        ++done[msg.sig];
    }

    function _propose() private returns (bool) {
        uint256 i = _pickProposer();
        Proposal storage p = proposals.push();
        p.proposer = i;
        _draft(p);
        p.descriptionHash = keccak256(bytes(_description(proposals.length)));
        uint256 copies = _random(32) == 0 ? 11 : 1;
        if (_random(32) == 0 && p.data.length != 0) p.target = address(0xbeef);
        bytes memory refusal = _refusalOfProposal(p, copies);

        bytes memory data = _proposition(p, copies, _description(proposals.length));
        if (!_call(actors[i], address(governor), data, refusal, "GOV6: propose")) {
            proposals.pop();
            return false;
        }
        p.id = _idOf(p);
        (p.snapshot, p.deadline) = (time + votingDelay, time + votingDelay + votingPeriod);
        latest[i] = p.id;
        return true;
    }

    function _queue(uint256 i) private {
        action = this.queue.selector;
        Proposal storage p = proposals[i];
        IGovernor.ProposalState current = _stateOf(p);
        bytes memory refusal = current == IGovernor.ProposalState.Succeeded ? bytes("") : _unexpected(i, 1 << 4);

        bytes memory data = abi.encodeWithSignature("queue(uint256)", p.id);
        if (!_call(actors[_random(ACTORS)], address(governor), data, refusal, "GOV2: queue")) return;
        (p.queuedAt, p.eta) = (time, time + delay);
    }

    function _execute(uint256 i) private {
        action = this.execute.selector;
        Proposal storage p = proposals[i];
        IGovernor.ProposalState current = _stateOf(p);
        bytes memory refusal = _refusalOfDecision(p);
        if (current != IGovernor.ProposalState.Queued) refusal = _unexpected(i, 1 << 5);
        else if (time < p.eta) {
            bytes4 selector = TimelockController.TimelockUnexpectedOperationState.selector;
            refusal = abi.encodeWithSelector(selector, _operationOf(p), bytes32(uint256(1 << 2)));
        }
        if (p.kind == Kind.Reenter || p.kind == Kind.Ether) _arm(p);

        bytes memory data = abi.encodeWithSignature("execute(uint256)", p.id);
        if (!_call(actors[_random(ACTORS)], address(governor), data, refusal, "GOV1: execute")) return;
        _expect(!p.executed && !p.canceled && _isWon(p), "GOV8: executes once, after it was won");
        _expect(p.queuedAt != 0 && time >= p.queuedAt + MIN_DELAY, "GOV1: queued, and the delay has passed");
        p.executed = true;
        _decide(p);
    }
}

contract GovernanceInvariantTest is CampaignTest {
    GovernanceHandler private _handler;

    function setUp() external {
        _handler = new GovernanceHandler();
        _targetContract(address(_handler));
    }

    function afterInvariant() external {
        if (_isLong(_handler)) _makeUpForChance();
        _audit(_handler);
        (bytes4[13] memory actions, string[13] memory names) = _actions();
        for (uint256 i = 0; i < actions.length; ++i) _requireDone(_handler, actions[i], names[i]);
        _requireRefused(_handler, _handler.intrude.selector, "intrude");
        if (_handler.calls() < 1_000) return;
        vm.assertTrue(_handler.vetoed() > 0, "the guardian cancelled nothing");
        vm.assertTrue(_handler.expiries() > 0, "no proposal expired");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TOK1_TOK7_GOV1_GOV12_TIM1_TIM3_governanceEqualsItsModel() external view {
        _requireNoDifference(_handler);
    }

    /// @dev Chance may leave out of a run what it has to show. It then goes on, action by action, until that was seen; what
    /// cannot come any more is missed by the demands on the whole run.
    function _makeUpForChance() private {
        (bytes4[13] memory actions, ) = _actions();
        for (uint256 round = 0; round < 100 && !_hasShownAll(); ++round) {
            for (uint256 i = 0; i < actions.length; ++i) {
                // solhint-disable-next-line avoid-low-level-calls
                (bool success, ) = address(_handler).call(abi.encodeWithSelector(actions[i], round));
                vm.assertTrue(success, "a handler reverted");
            }
        }
    }

    function _hasShownAll() private view returns (bool) {
        (bytes4[13] memory actions, ) = _actions();
        for (uint256 i = 0; i < actions.length; ++i) if (!_hasDone(_handler, actions[i])) return false;
        return _handler.calls() < 1_000 || (_handler.vetoed() > 0 && _handler.expiries() > 0);
    }

    function _actions() private view returns (bytes4[13] memory actions, string[13] memory names) {
        actions = [
            _handler.transfer.selector,
            _handler.delegate.selector,
            _handler.delegateBySig.selector,
            _handler.permit.selector,
            _handler.propose.selector,
            _handler.vote.selector,
            _handler.voteFractionally.selector,
            _handler.voteBySig.selector,
            _handler.queue.selector,
            _handler.execute.selector,
            _handler.cancel.selector,
            _handler.donate.selector,
            _handler.passTime.selector
        ];
        names = [
            "transfer",
            "delegate",
            "delegateBySig",
            "permit",
            "propose",
            "vote",
            "voteFractionally",
            "voteBySig",
            "queue",
            "execute",
            "cancel",
            "donate",
            "passTime"
        ];
    }
}
