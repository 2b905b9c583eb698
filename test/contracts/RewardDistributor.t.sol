// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../contracts/interfaces/IRewardDistributor.sol";
import {RewardSystem} from "./harness/RewardSystem.sol";

/// @dev Three settled epochs over four accounts, then any order of claims by anyone.
contract RewardDistributorTest is RewardSystem {
    uint256 private constant EPOCHS = 3;
    uint256 private constant STEPS = 12;

    address[4] private _accounts = [address(0xa1), address(0xb2), address(0xc3), address(0xd4)];
    uint256[4][EPOCHS + 1] private _amounts;
    uint256[4] private _paid;

    function setUp() external {
        _deployRewardSystem();
        _settleAll(keccak256("amounts"));
    }

    /// @dev DIS1–DIS4: what an account holds is the most it ever claimed, and grows only; the rest stays here.
    function testFuzz_paidIsClaimedAndNeverShrinks(uint256 seed) external {
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, "step", i)));
            _claimSomething(random);
            _assertAccounts();
        }

        for (uint256 account = 0; account < 4; ++account) _claimMany(EPOCHS, account, address(this));
        _assertAccounts();
        vm.assertEq(token.balanceOf(address(distributor)), 0, "everybody was paid everything, to the wei");
    }

    /// @dev No leaf but its own is ever paid: any other account or amount is refused with any leaf's proof.
    function testFuzz_onlyLeavesArePaid(address account, uint256 amount, uint256 leaf) external {
        leaf = bound(leaf, 0, 3);
        vm.assume(account != _accounts[leaf] || amount != _amounts[1][leaf]);
        bytes32[] memory proof = _proofOf(_accounts, _amounts[1], leaf);

        _expectInvalidProof(distributor.rootOf(1), account, amount);
        distributor.claim(1, account, amount, proof);
    }

    /// @dev VOT11: an honest pending root survives all that its own leaves prove, though each grew by at most one wei.
    function testFuzz_honestRootCannotBeRefuted(uint256 growth, uint256 epoch, uint256 i) external {
        (epoch, i) = (bound(epoch, 1, EPOCHS), bound(i, 0, 3));
        uint256[4] memory next = _propose(growth);
        uint256 active = _amounts[epoch][i];
        bytes32[] memory activeProof = _proofOf(_accounts, _amounts[epoch], i);
        bytes32[] memory pendingProof = _proofOf(_accounts, next, i);

        bytes4 noDecrease = IRewardDistributor.RewardDistributorNoDecrease.selector;
        vm.expectRevert(abi.encodeWithSelector(noDecrease, active, next[i]));
        distributor.proveDecrease(epoch, _accounts[i], active, activeProof, next[i], pendingProof);
        bytes4 noDuplicate = IRewardDistributor.RewardDistributorNoDuplicate.selector;
        vm.expectRevert(abi.encodeWithSelector(noDuplicate, next[i]));
        distributor.proveDuplicate(_accounts[i], next[i], pendingProof, next[i], pendingProof);
    }

    /// @dev VOT11: nor can amounts refute it that would be a decrease or a duplicate, but are in no leaf.
    function testFuzz_liesRefuteNothing(uint256 lie, uint256 epoch, uint256 i) external {
        (epoch, i) = (bound(epoch, 1, EPOCHS), bound(i, 0, 3));
        uint256[4] memory next = _propose(lie);
        uint256 active = _amounts[epoch][i];
        bytes32[] memory activeProof = _proofOf(_accounts, _amounts[epoch], i);
        bytes32[] memory pendingProof = _proofOf(_accounts, next, i);
        uint256 lower = bound(lie, 0, active - 1);
        uint256 higher = bound(lie, next[i] + 1, type(uint256).max);
        bytes32 root = distributor.pendingRoot().root;

        _expectInvalidProof(root, _accounts[i], lower);
        distributor.proveDecrease(epoch, _accounts[i], active, activeProof, lower, pendingProof);
        _expectInvalidProof(distributor.rootOf(epoch), _accounts[i], higher);
        distributor.proveDecrease(epoch, _accounts[i], higher, activeProof, next[i], pendingProof);
        _expectInvalidProof(root, _accounts[i], higher);
        distributor.proveDuplicate(_accounts[i], next[i], pendingProof, higher, pendingProof);
    }

    function _settleAll(bytes32 seed) private {
        for (uint256 epoch = 1; epoch <= EPOCHS; ++epoch) {
            for (uint256 i = 0; i < 4; ++i) {
                uint256 increase = uint256(keccak256(abi.encode(seed, epoch, i))) % 100_000e18;
                _amounts[epoch][i] = _amounts[epoch - 1][i] + (increase % 7 == 0 ? 0 : increase);
            }
            uint256[4] memory amounts = _amounts[epoch];
            _settle(epoch, _rootOf(_accounts, amounts), _sum(amounts), 4);
            vm.assertEq(token.balanceOf(address(distributor)), _sum(amounts), "pulled exactly the increase");
        }
    }

    /// @dev Makes a root pending in which account k has one wei more than in the last active one if bit k says so.
    function _propose(uint256 growth) private returns (uint256[4] memory next) {
        next = _amounts[EPOCHS];
        for (uint256 k = 0; k < 4; ++k) next[k] += (growth >> k) & 1;
        _reveal(EPOCHS + 1);
        _submit(EPOCHS + 1, next);
    }

    function _submit(uint256 epoch, uint256[4] memory amounts) private {
        IRewardDistributor.Report memory report = IRewardDistributor.Report({
            root: _rootOf(_accounts, amounts),
            totalCumulative: _sum(amounts),
            leafCount: 4,
            filesBitmap: 15,
            inputsHash: 0,
            artifactHash: 0,
            rulesetHash: RULESET,
            prevRoot: distributor.rootOf(EPOCHS)
        });
        for (uint256 k = 1; k < 4; ++k) {
            vm.prank(validators[k]);
            distributor.submitRoot(epoch, report, "u");
        }
        vm.assertEq(distributor.pendingRoot().root, report.root, "pending");
    }

    function _claimSomething(uint256 random) private {
        uint256 epoch = 1 + (random % EPOCHS);
        uint256 account = (random >> 8) % 4;
        address caller = address(uint160(0x1000 + ((random >> 16) % 8)));
        if (random >> 255 == 0) _claimMany(epoch, account, caller);
        else _claim(epoch, account, caller);
    }

    function _claim(uint256 epoch, uint256 account, address caller) private {
        uint256 amount = _amounts[epoch][account];
        bytes32[] memory proof = _proofOf(_accounts, _amounts[epoch], account);
        bool pays = amount > _paid[account];
        if (!pays) {
            bytes4 selector = IRewardDistributor.RewardDistributorNothingToClaim.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, _accounts[account], amount, _paid[account]));
        }
        vm.prank(caller);
        distributor.claim(epoch, _accounts[account], amount, proof);
        if (pays) _paid[account] = amount;
    }

    /// @dev Two items: the account, and its neighbour in the tree.
    function _claimMany(uint256 epoch, uint256 account, address caller) private {
        IRewardDistributor.Claim[] memory claims = new IRewardDistributor.Claim[](2);
        for (uint256 k = 0; k < 2; ++k) {
            uint256 i = account ^ k;
            uint256 amount = _amounts[epoch][i];
            bytes32[] memory proof = _proofOf(_accounts, _amounts[epoch], i);
            claims[k] = IRewardDistributor.Claim(epoch, _accounts[i], amount, proof);
            if (amount > _paid[i]) _paid[i] = amount;
        }
        vm.prank(caller);
        distributor.claimMany(claims);
    }

    function _expectInvalidProof(bytes32 root, address account, uint256 amount) private {
        bytes4 selector = IRewardDistributor.RewardDistributorInvalidProof.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, root, account, amount));
    }

    function _assertAccounts() private view {
        for (uint256 i = 0; i < 4; ++i) {
            vm.assertEq(distributor.claimedOf(_accounts[i]), _paid[i], "DIS1: the most it ever claimed");
            vm.assertEq(token.balanceOf(_accounts[i]), _paid[i], "DIS3: paid to the account");
        }
        uint256 left = distributor.totalCumulative() - _sum(_paid);
        vm.assertEq(token.balanceOf(address(distributor)), left, "DIS2: the rest is here");
    }

    function _sum(uint256[4] memory amounts) private pure returns (uint256) {
        return amounts[0] + amounts[1] + amounts[2] + amounts[3];
    }
}
