// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {ICollectiveGovernor} from "../../../contracts/interfaces/ICollectiveGovernor.sol";
import {GovernanceModel} from "./GovernanceModel.sol";

/// @dev Direct calls, by the guardian and by anybody, of all that belongs to votes.
abstract contract GovernanceIntrusions is GovernanceModel {
    function intrude(uint256 seed) external step(seed) {
        address caller = actors[_random(4) == 0 ? guardian : _random(ACTORS)];
        uint256 area = _random(4);
        if (area == 0) _intrudeIntoGovernor(caller);
        else if (area == 1) _intrudeIntoTimelock(caller);
        else if (area == 2) _intrudeIntoRoles(caller);
        else if (_random(2) == 0) _sendEther(caller, address(governor), "GOV12: the governor takes no ether");
        else _sendEther(caller, address(token), "TOK7: the token takes no ether");
    }

    function _intrudeIntoGovernor(address caller) private {
        bytes memory refusal = abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, caller);
        uint256 what = _random(8);
        bytes memory data = abi.encodeCall(governor.setVotingDelay, (uint48(_random(7 days))));
        if (what == 1) data = abi.encodeCall(governor.setVotingPeriod, (uint32(1 hours + _random(7 days))));
        else if (what == 2) data = abi.encodeCall(governor.setLateQuorumVoteExtension, (0));
        else if (what == 3) data = abi.encodeCall(governor.setProposalThreshold, (1_000e18));
        else if (what == 4) {
            data = abi.encodeCall(
                governor.setQuorumParameters,
                (ICollectiveGovernor.QuorumParameters(100, 500, 10_000e18))
            );
        } else if (what == 5) data = abi.encodeCall(governor.setProposalGuardian, (caller));
        else if (what == 6) data = abi.encodeCall(governor.relay, (address(token), 0, ""));
        else if (what == 7) {
            data = abi.encodeCall(governor.updateTimelock, (TimelockController(payable(caller))));
            bytes4 selector = ICollectiveGovernor.CollectiveGovernorTimelockFixed.selector;
            refusal = abi.encodeWithSelector(selector, address(timelock), caller);
        }
        _call(caller, address(governor), data, refusal, "GOV5: settings change only by vote");
    }

    function _intrudeIntoTimelock(address caller) private {
        uint256 what = _random(5);
        bytes32 role = timelock.PROPOSER_ROLE();
        bytes memory theft = abi.encodeCall(token.transfer, (caller, 1));
        bytes memory data = abi.encodeCall(timelock.schedule, (address(token), 0, theft, 0, 0, 30 days));
        if (what == 1 && proposals.length != 0) {
            data = _executionOf(proposals[_pickProposal(IGovernor.ProposalState.Queued)]);
            role = timelock.EXECUTOR_ROLE();
        } else if (what == 2 && proposals.length != 0) {
            data = abi.encodeCall(timelock.cancel, (_operationOf(proposals[_pickProposal()])));
            role = timelock.CANCELLER_ROLE();
        } else if (what == 3) {
            data = abi.encodeCall(timelock.grantRole, (role, caller));
            role = timelock.DEFAULT_ADMIN_ROLE();
        }
        bytes memory refusal = abi.encodeWithSelector(
            IAccessControl.AccessControlUnauthorizedAccount.selector,
            caller,
            role
        );
        if (what == 4) {
            data = abi.encodeCall(timelock.updateDelay, (MIN_DELAY));
            refusal = abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, caller);
        }
        _call(caller, address(timelock), data, refusal, "GOV11: the timelock obeys the governor alone");
    }

    function _intrudeIntoRoles(address caller) private {
        uint256 what = _random(5);
        bytes4 selector = IAccessManager.AccessManagerUnauthorizedAccount.selector;
        bytes memory refusal = abi.encodeWithSelector(selector, caller, uint64(0));
        if (what < 2) {
            bytes memory restricted = abi.encodeCall(validators.setBondRequired, (1));
            if (what == 1) restricted = abi.encodeCall(validators.remove, (caller));
            refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
            _call(caller, address(validators), restricted, refusal, "GOV7: restricted to the timelock");
            return;
        }
        bytes memory data = abi.encodeCall(authority.grantRole, (GUARDIAN_ROLE, caller, 0));
        if (what == 3) data = abi.encodeCall(authority.revokeRole, (GUARDIAN_ROLE, caller));
        if (what == 4) data = abi.encodeCall(authority.setTargetClosed, (address(validators), true));
        _call(caller, address(authority), data, refusal, "GOV7: only executed proposals change roles");
    }
}
