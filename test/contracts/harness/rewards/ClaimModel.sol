// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../../../contracts/interfaces/IRewardDistributor.sol";
import {VotingDriver} from "./VotingDriver.sol";

/// @dev What every account was paid, may claim, and said about who may claim for it. Leaf i of a sound tree is account i's.
abstract contract ClaimModel is VotingDriver {
    mapping(address account => uint256 amount) internal _paid;
    mapping(address account => bool value) internal _optedOut;
    uint256 internal _paidTotal;
    address private _delegate;
    uint256 private _nonce;

    /// @dev Claims everything that some account has to its name; settles an epoch first when nobody has anything.
    function _claimSomething() internal {
        (uint256 epoch, uint256 i) = _findClaimable();
        _claim(_oneIn(4) ? _anyActor() : _accounts[i], epoch, i);
    }

    /// @dev Any leaf of any active tree by anybody: much is claimed already, or less than was paid since.
    function _claimAnything() internal {
        if (_activeEpochs.length == 0) _settleSoundly();
        uint256 epoch = _activeEpochs[_below(_activeEpochs.length)];
        _claim(_anyActor(), epoch, _below(_candidates[_activeOf[epoch]].amounts.length));
    }

    /// @dev A claim that proves nothing: another amount, account or proof, no proof at all, or a root that is not active.
    function _claimFalsely() internal {
        (uint256 epoch, uint256 i) = _findClaimable();
        uint256 c = _activeOf[epoch];
        (address account, uint256 amount) = (_accounts[i], _candidates[c].amounts[i]);
        bytes32 root = _candidates[c].report.root;
        bytes32[] memory proof = _proofOf(c, i);
        uint256 kind = _below(6);
        if (kind == 0) ++amount;
        else if (kind == 1) account = _accounts[(i + 1) % ACCOUNTS];
        else if (kind == 2) proof = new bytes32[](0);
        else if (kind == 3) proof[0] = keccak256(abi.encode(proof[0]));
        else if (kind == 4) epoch = _next + _below(2);
        else if (_pending != 0) (epoch, proof) = (_next, _proofOf(_pending, i));
        else epoch = 0;
        bytes4 code = IRewardDistributor.RewardDistributorInvalidProof.selector;
        bytes memory refusal = abi.encodeWithSelector(code, root, account, amount);
        if (kind > 3) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootNotActive.selector, epoch);
        }
        bytes memory data = abi.encodeCall(distributor.claim, (epoch, account, amount, proof));
        _send(_anyActor(), address(distributor), data, refusal, "DIS4: a false claim");
        _count("false claim");
    }

    /// @dev Up to three claims in one batch, one of which may be false: then none of them is paid.
    function _claimBatch() internal {
        (uint256 epoch, uint256 i) = _findClaimable();
        address caller = _anyActor();
        IRewardDistributor.Claim[] memory claims = new IRewardDistributor.Claim[](1 + _below(3));
        uint256[] memory leaves = new uint256[](claims.length);
        for (uint256 k = 0; k < claims.length; ++k) {
            if (k > 0) epoch = _activeEpochs[_below(_activeEpochs.length)];
            uint256 c = _activeOf[epoch];
            leaves[k] = k == 0 ? i : _below(_candidates[c].amounts.length);
            uint256 amount = _candidates[c].amounts[leaves[k]];
            claims[k] = IRewardDistributor.Claim(epoch, _accounts[leaves[k]], amount, _proofOf(c, leaves[k]));
        }
        bytes memory refusal;
        if (_oneIn(4)) refusal = _spoil(claims);
        bytes memory data = abi.encodeCall(distributor.claimMany, (claims));
        if (!_send(caller, address(distributor), data, refusal, "DIS3: a batch")) return;
        for (uint256 k = 0; k < claims.length; ++k) {
            address account = claims[k].account;
            bool allowed = caller == account || !_optedOut[account];
            if (allowed && claims[k].cumulative > _paid[account]) _pay(account, claims[k].cumulative);
        }
        _count("batch");
    }

    /// @dev A claim that also delegates the votes of the one actor with a key, or fails to.
    function _claimAndDelegate() internal {
        (uint256 epoch, uint256 i) = _findClaimable();
        address caller = _optedOut[_accounts[i]] ? _accounts[i] : _anyActor();
        bool works = _oneIn(2);
        IRewardDistributor.Delegation memory d;
        d.delegatee = _anyActor();
        d.nonce = works ? _nonce : _nonce + 1;
        d.expiry = _time;
        bytes32 content = keccak256(
            abi.encode(
                keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)"),
                d.delegatee,
                d.nonce,
                d.expiry
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), content));
        (d.v, d.r, d.s) = vm.sign(SIGNER_KEY, digest);
        uint256 c = _activeOf[epoch];
        uint256 amount = _candidates[c].amounts[i];
        bytes memory data = abi.encodeCall(
            distributor.claimAndDelegate,
            (epoch, _accounts[i], amount, _proofOf(c, i), d)
        );
        if (!_send(caller, address(distributor), data, "", "DIS10: a claim with a delegation")) return;
        _pay(_accounts[i], amount);
        if (works) (_delegate, _nonce) = (d.delegatee, _nonce + 1);
        _count(works ? bytes32("delegation") : bytes32("failed delegation"));
    }

    function _changeOptOut() internal {
        address account = _anyActor();
        bool optsOut = !_oneIn(3);
        bytes memory data = abi.encodeCall(distributor.setClaimOptOut, (optsOut));
        if (!_send(account, address(distributor), data, "", "DIS8: an opt-out")) return;
        _optedOut[account] = optsOut;
        _count("opt out");
    }

    /// @dev Pays everybody everything, an account that opted out by its own claim. Nothing but donations is left then.
    function _payEverybody() internal {
        if (_activeEpochs.length == 0) return;
        uint256 epoch = _activeEpochs[_activeEpochs.length - 1];
        uint256 count = _candidates[_activeOf[epoch]].amounts.length;
        for (uint256 i = 0; i < count; ++i) {
            if (_candidates[_activeOf[epoch]].amounts[i] > _paid[_accounts[i]]) _claim(_accounts[i], epoch, i);
        }
        _same(_paidTotal, _total, "DIS6: somebody was not paid");
        uint256 left = token.balanceOf(address(distributor));
        _same(left, _donatedTo[address(distributor)], "DIS2: more or less is left than was donated");
    }

    /// @dev Reverts when what an account was paid differs from the model, or the tokens held cannot pay what is owed.
    function _checkClaims() internal view {
        uint256 sum = 0;
        uint256[] storage owed = _candidates[_lastActive()].amounts;
        uint256 outstanding = 0;
        for (uint256 i = 0; i < ACCOUNTS; ++i) {
            address account = _accounts[i];
            uint256 paid = distributor.claimedOf(account);
            _same(paid, _paid[account], "DIS1: the most it ever claimed");
            sum += paid;
            if (i < owed.length) outstanding += owed[i] - paid;
        }
        _same(sum, _paidTotal, "DIS2: tokens paid out");
        uint256 held = token.balanceOf(address(distributor));
        _same(held, _total - sum + _donatedTo[address(distributor)], "DIS2: tokens held");
        if (held < outstanding) vm.assertLe(outstanding, held, "DIS9: what is owed is here");
        address one = _accounts[_turn(ACCOUNTS)];
        _same(distributor.isClaimOptedOut(one) ? 1 : 0, _optedOut[one] ? 1 : 0, "DIS8: who may claim for it");
        if (token.delegates(_accounts[3]) != _delegate) vm.assertTrue(false, "DIS10: the delegate");
    }

    /// @dev An account and an active epoch with something for it, the last or one before.
    function _findClaimable() internal returns (uint256 epoch, uint256 i) {
        for (uint256 round = 0; round < 8; ++round) {
            uint256 count = _activeEpochs.length;
            for (uint256 back = count > 1 && _oneIn(2) ? 2 : 1; back > 0 && back <= count; --back) {
                epoch = _activeEpochs[count - back];
                uint256[] storage amounts = _candidates[_activeOf[epoch]].amounts;
                uint256 start = _below(amounts.length);
                for (uint256 k = 0; k < amounts.length; ++k) {
                    i = (start + k) % amounts.length;
                    if (amounts[i] > _paid[_accounts[i]]) return (epoch, i);
                }
            }
            _settleSoundly();
        }
        _differ("DIS6: nothing to claim after eight epochs");
    }

    function _claim(address caller, uint256 epoch, uint256 i) private {
        uint256 c = _activeOf[epoch];
        (address account, uint256 amount) = (_accounts[i], _candidates[c].amounts[i]);
        bytes memory refusal;
        if (_optedOut[account] && caller != account) {
            bytes4 code = IRewardDistributor.RewardDistributorClaimOptedOut.selector;
            refusal = abi.encodeWithSelector(code, account, caller);
        } else if (amount <= _paid[account]) {
            bytes4 code = IRewardDistributor.RewardDistributorNothingToClaim.selector;
            refusal = abi.encodeWithSelector(code, account, amount, _paid[account]);
        }
        bytes memory data = abi.encodeCall(distributor.claim, (epoch, account, amount, _proofOf(c, i)));
        if (!_send(caller, address(distributor), data, refusal, "DIS1, DIS5: a claim")) return;
        _pay(account, amount);
    }

    function _pay(address account, uint256 cumulative) private {
        uint256 amount = cumulative - _paid[account];
        _paid[account] = cumulative;
        _paidTotal += amount;
        _moved(address(distributor), account, amount);
        _count("claim");
    }

    /// @dev Makes the last claim false and returns the refusal of the batch.
    function _spoil(IRewardDistributor.Claim[] memory claims) private returns (bytes memory) {
        IRewardDistributor.Claim memory last = claims[claims.length - 1];
        if (_oneIn(2)) {
            last.epoch = _next;
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootNotActive.selector, _next);
        }
        bytes32 root = _candidates[_activeOf[last.epoch]].report.root;
        ++last.cumulative;
        bytes4 code = IRewardDistributor.RewardDistributorInvalidProof.selector;
        return abi.encodeWithSelector(code, root, last.account, last.cumulative);
    }
}
