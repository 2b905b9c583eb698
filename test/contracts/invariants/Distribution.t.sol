// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Campaign} from "../harness/rewards/Campaign.sol";
import {ClaimModel} from "../harness/rewards/ClaimModel.sol";

/// @dev The actions of the campaign below.
contract DistributionHandler is ClaimModel {
    function settle(uint256 seed) external action(seed) {
        _settleSoundly();
    }

    function claim(uint256 seed) external action(seed) {
        _claimSomething();
    }

    function claimAnything(uint256 seed) external action(seed) {
        _claimAnything();
    }

    function claimFalsely(uint256 seed) external action(seed) {
        _claimFalsely();
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

    function fund(uint256 seed) external action(seed) {
        _fund();
    }

    function depositRevenue(uint256 seed) external action(seed) {
        _depositRevenue();
    }

    function setParameters(uint256 seed) external action(seed) {
        _setParameters();
    }

    function skip(uint256 seed) external action(seed) {
        _skipSomehow();
    }

    function propose(uint256 seed) external action(seed) {
        if (_pending == 0) _reachPending(Flaw.None);
    }

    function pause(uint256 seed) external action(seed) {
        _pauseOrUnpause();
    }

    function pass(uint256 seed) external action(seed) {
        _passSomehow();
    }

    function trespass(uint256 seed) external action(seed) {
        _trespass();
    }

    function donate(uint256 seed) external action(seed) {
        _donate();
    }

    /// @dev In turn: what once differs stays different.
    function check() external view {
        _checkPart(calls % 3);
    }

    /// @dev DIS6: from wherever the run ended, everybody can be paid everything.
    function finish() external {
        vm.warp(_time);
        for (uint256 part = 0; part < 3; ++part) _checkPart(part);
        _settleSoundly();
        _payEverybody();
        _checkHistory();
        for (uint256 part = 0; part < 3; ++part) _checkPart(part);
    }

    function _checkPart(uint256 part) private view {
        if (part == 0) _checkReserve();
        else if (part == 1) _checkClaims();
        else _checkTokens();
    }
}

/// @dev What comes in, what an epoch may pay, and what accounts are paid, over many epochs of growing trees.
contract DistributionTest is Campaign {
    function setUp() external {
        bytes4[] memory actions = new bytes4[](16);
        actions[0] = DistributionHandler.settle.selector;
        actions[1] = DistributionHandler.claim.selector;
        actions[2] = DistributionHandler.claimAnything.selector;
        actions[3] = DistributionHandler.claimFalsely.selector;
        actions[4] = DistributionHandler.claimMany.selector;
        actions[5] = DistributionHandler.claimAndDelegate.selector;
        actions[6] = DistributionHandler.setClaimOptOut.selector;
        actions[7] = DistributionHandler.fund.selector;
        actions[8] = DistributionHandler.depositRevenue.selector;
        actions[9] = DistributionHandler.setParameters.selector;
        actions[10] = DistributionHandler.skip.selector;
        actions[11] = DistributionHandler.propose.selector;
        actions[12] = DistributionHandler.pause.selector;
        actions[13] = DistributionHandler.pass.selector;
        actions[14] = DistributionHandler.trespass.selector;
        actions[15] = DistributionHandler.donate.selector;
        _begin(address(new DistributionHandler()), actions);
        _mustReachOften("activate");
        _mustReachOften("claim");
        _mustReachOften("batch");
        _mustReachOnce("delegation");
        _mustReachOften("false claim");
        _mustReachOften("opt out");
        _mustReachOften("fund");
        _mustReachOften("depositRevenue");
        _mustReachOften("setParameters");
        _mustReachOften("refused");
        _mustReachOnce("failed delegation");
        _mustReachOnce("skip");
        _mustReachOnce("pause");
        _mustReachOnce("trespass");
        _mustReachOnce("donate");
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_DIS_RES_everyWeiGoesWhereTheModelSays() external view {
        _requireModel();
    }
}
