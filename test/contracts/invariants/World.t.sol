// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Campaign} from "../harness/rewards/Campaign.sol";
import {EventLedger} from "../harness/rewards/EventLedger.sol";

/// @dev The actions of the campaign below.
contract WorldHandler is EventLedger {
    function pass(uint256 seed) external action(seed) {
        _passSomehow();
    }

    function settle(uint256 seed) external action(seed) {
        _settleSoundly();
    }

    function voteAround(uint256 seed) external action(seed) {
        _voteAround();
    }

    function confirm(uint256 seed) external action(seed) {
        _confirmSomehow();
    }

    function veto(uint256 seed) external action(seed) {
        _reachVeto();
    }

    function proveDecrease(uint256 seed) external action(seed) {
        _reachDecrease();
    }

    function proveDuplicate(uint256 seed) external action(seed) {
        _reachDuplicate();
    }

    function cancelByGuardian(uint256 seed) external action(seed) {
        if (_pending == 0 && _oneIn(2)) _reachPending(Flaw.None);
        _cancelByGuardian(_next);
    }

    function loseQuorum(uint256 seed) external action(seed) {
        _reachQuorumLost();
    }

    function ejectVoter(uint256 seed) external action(seed) {
        _reachEjectedVote();
    }

    function skip(uint256 seed) external action(seed) {
        _skipSomehow();
    }

    function churn(uint256 seed) external action(seed) {
        for (uint256 k = 0; k < 3; ++k) _churn();
    }

    function slash(uint256 seed) external action(seed) {
        _slash();
    }

    function pause(uint256 seed) external action(seed) {
        _pauseOrUnpause();
    }

    function claim(uint256 seed) external action(seed) {
        if (_oneIn(4)) _claimAnything();
        else _claimSomething();
    }

    function claimMany(uint256 seed) external action(seed) {
        _claimBatch();
    }

    function claimAndDelegate(uint256 seed) external action(seed) {
        _claimAndDelegate();
    }

    function setClaimOptOut(uint256 seed) external action(seed) {
        _changeOptOut();
    }

    function pay(uint256 seed) external action(seed) {
        if (_oneIn(2)) _fund();
        else _depositRevenue();
    }

    function setParameters(uint256 seed) external action(seed) {
        _setParameters();
    }

    function donate(uint256 seed) external action(seed) {
        _donate();
    }

    /// @dev In turn: what once differs stays different.
    function check() external view {
        _checkPart(calls % 6);
    }

    /// @dev VOT10 and DIS6: from wherever the run ended, a sound root becomes active and everybody is paid.
    function finish() external {
        vm.warp(_time);
        for (uint256 part = 0; part < 6; ++part) _checkPart(part);
        _settleSoundly();
        _payEverybody();
        _checkHistory();
        for (uint256 part = 0; part < 6; ++part) _checkPart(part);
    }

    function _checkPart(uint256 part) private view {
        if (part == 0) _checkElectorate();
        else if (part == 1) _checkVoting();
        else if (part == 2) _checkReserve();
        else if (part == 3) _checkClaims();
        else if (part == 4) _checkTokens();
        else _checkEvents();
    }
}

/// @dev Everything at once, and all of it also rebuilt from events.
contract WorldTest is Campaign {
    function setUp() external {
        bytes4[] memory actions = new bytes4[](21);
        actions[0] = WorldHandler.pass.selector;
        actions[1] = WorldHandler.settle.selector;
        actions[2] = WorldHandler.voteAround.selector;
        actions[3] = WorldHandler.confirm.selector;
        actions[4] = WorldHandler.veto.selector;
        actions[5] = WorldHandler.proveDecrease.selector;
        actions[6] = WorldHandler.proveDuplicate.selector;
        actions[7] = WorldHandler.cancelByGuardian.selector;
        actions[8] = WorldHandler.loseQuorum.selector;
        actions[9] = WorldHandler.skip.selector;
        actions[10] = WorldHandler.churn.selector;
        actions[11] = WorldHandler.slash.selector;
        actions[12] = WorldHandler.pause.selector;
        actions[13] = WorldHandler.claim.selector;
        actions[14] = WorldHandler.claimMany.selector;
        actions[15] = WorldHandler.claimAndDelegate.selector;
        actions[16] = WorldHandler.setClaimOptOut.selector;
        actions[17] = WorldHandler.pay.selector;
        actions[18] = WorldHandler.setParameters.selector;
        actions[19] = WorldHandler.donate.selector;
        actions[20] = WorldHandler.ejectVoter.selector;
        _begin(address(new WorldHandler()), actions);
        _mustReachOften("veto");
        _mustReachOften("decrease");
        _mustReachOften("duplicate");
        _mustReachOften("claim");
        _mustReachOften("slash");
        _mustReachOften("activate");
        _mustReachOften("quorum lost");
        _mustReachOnce("guardian");
        _mustReachOnce("ejected vote");
        _mustReachOnce("batch");
        _mustReachOnce("pause");
        _mustReachOnce("delegation");
        _mustReachOnce("opt out");
        _mustReachOnce("fund");
        _mustReachOnce("depositRevenue");
        _mustReachOnce("donate");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_everythingTogetherIsWhatTheModelAndTheEventsSay() external view {
        _requireModel();
    }
}
