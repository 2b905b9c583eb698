// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IExpiringPause} from "../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {SettledEpoch} from "./SettledEpoch.sol";

/// @dev What ends an epoch or an attempt: activation, cancellation, fraud proofs, skipping; by anyone, at any time.
contract RewardSettlingFuzzTest is SettledEpoch {
    /// @dev One fraud proof: what it shows of the account in the active and in the pending root.
    struct Fraud {
        uint256 epoch;
        uint256 account;
        uint256 activeAmount;
        uint256 pendingAmount;
        uint256 other;
    }

    function setUp() external {
        _settleFirstEpoch();
        _openSecondEpoch();
    }

    /// @dev VOT4, VOT5: the agreed root, after the delay, unless paused, and only while its supporters are a quorum.
    /// @custom:fuzzes RewardDistributor.activate
    function testFuzz_activate(
        address caller,
        uint256 pick,
        uint256 epoch,
        uint256 emission,
        uint256 elapsed
    ) external {
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        emission = bound(emission, 0, BUDGET);
        bool isPending = (pick >> 20) % 8 != 0;
        if (isPending) _makePending(_goodReport(emission));
        bool lost = (pick >> 24) % 4 == 0;
        if (lost) registry.remove(validators[(pick >> 26) % 3]);
        if ((pick >> 28) % 4 == 0) distributor.pause();
        vm.warp(block.timestamp + bound(elapsed, 1 days - 3, (pick >> 32) % 2 == 0 ? 1 days + 3 : 5 days));
        bytes memory refusal = _refusalOfActivation(epoch, isPending);
        bytes32 before = _state();

        bool done = _callAs(caller, address(distributor), abi.encodeCall(distributor.activate, (epoch)), refusal);

        bool active = done && !lost;
        if (!done) vm.assertEq(_state(), before, "nothing changes");
        else vm.assertEq(distributor.pendingRoot().root, 0, "nothing is pending any more");
        vm.assertEq(distributor.rootOf(2), active ? keccak256("second") : bytes32(0), "VOT4: the root of the epoch");
        vm.assertEq(distributor.rootOf(1), root, "VOT4: earlier roots stay");
        vm.assertEq(distributor.totalCumulative(), total + (active ? emission : 0), "VOT5: total");
        vm.assertEq(token.balanceOf(address(distributor)), distributor.totalCumulative(), "VOT5: exactly pulled");
        vm.assertEq(distributor.attemptOf(2), done && lost ? 2 : 1, "attempt");
        vm.assertEq(reserve.lastSettledEpoch(), active ? 2 : 1, "settled");
    }

    /// @dev VOT8: the guardian and nobody else, with an explanation, twice per epoch.
    /// @custom:fuzzes RewardDistributor.cancelRoot
    function testFuzz_cancelRoot(address drawn, uint256 pick, uint256 epoch, uint256 length) external {
        address caller = _callerFrom(drawn, GUARDIAN, pick);
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        length = (pick >> 20) % 2 == 0 ? bound(length, 0, 300) : 9;
        uint256 earlier = (pick >> 24) % 3;
        for (uint256 i = 0; i < earlier; ++i) {
            _makePending(_goodReport(0));
            _callAs(GUARDIAN, address(distributor), abi.encodeCall(distributor.cancelRoot, (2, "why")), ALLOWED);
        }
        bool isPending = (pick >> 28) % 8 != 0;
        if (isPending) _makePending(_goodReport(0));
        bytes memory refusal = ALLOWED;
        if (caller != GUARDIAN) refusal = _unauthorized(caller);
        else if (!isPending || epoch != 2) refusal = _noPending(epoch);
        else if (length == 0 || length > 256) {
            bytes4 selector = IRewardDistributor.RewardDistributorTextLengthOutOfBounds.selector;
            refusal = abi.encodeWithSelector(selector, length, 256);
        } else if (earlier == 2) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorGuardianSpent.selector, 2, 2);
        }
        bytes32 before = _state();

        bytes memory data = abi.encodeCall(distributor.cancelRoot, (epoch, _text(length)));
        if (!_callAs(caller, address(distributor), data, refusal)) vm.assertEq(_state(), before, "nothing changes");
        else _assertCancelled(earlier + 2);
        vm.assertEq(distributor.guardianCancellationsOf(2), earlier + (refusal.length == 0 ? 1 : 0), "VOT8: counted");
    }

    /// @dev Anyone cancels a pending root in which an account has less than in an active one, and no other.
    /// @custom:fuzzes RewardDistributor.proveDecrease
    function testFuzz_proveDecrease(address caller, uint256 pick, Fraud memory f, uint256 drop) external {
        f.account = f.account % 4;
        f.epoch = (pick >> 16) % 8 == 0 ? f.epoch : 1;
        uint256[4] memory next = amounts;
        next[f.account] -= (pick >> 20) % 4 == 0 ? 0 : bound(drop, 0, next[f.account]);
        if ((pick >> 24) % 8 != 0) _pendingRootOf(next);
        if ((pick >> 28) % 4 != 0) f.activeAmount = amounts[f.account];
        if ((pick >> 32) % 4 != 0) f.pendingAmount = next[f.account];

        _prove(caller, _decrease(f, next), _refusalOfDecrease(f, next[f.account]));
    }

    function _decrease(Fraud memory f, uint256[4] memory next) private view returns (bytes memory) {
        bytes32[] memory activeProof = _proofOf(accounts, amounts, f.account);
        bytes32[] memory pendingProof = _proofOf(accounts, next, f.account);
        address account = accounts[f.account];
        return
            abi.encodeCall(
                distributor.proveDecrease,
                (f.epoch, account, f.activeAmount, activeProof, f.pendingAmount, pendingProof)
            );
    }

    function _refusalOfDecrease(Fraud memory f, uint256 pendingAmount) private view returns (bytes memory) {
        bytes32 pending = distributor.pendingRoot().root;
        if (pending == 0) return _noPending(2);
        if (f.pendingAmount >= f.activeAmount) {
            bytes4 selector = IRewardDistributor.RewardDistributorNoDecrease.selector;
            return abi.encodeWithSelector(selector, f.activeAmount, f.pendingAmount);
        }
        if (f.epoch != 1) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootNotActive.selector, f.epoch);
        }
        if (f.activeAmount != amounts[f.account]) return _invalid(root, f.account, f.activeAmount);
        return f.pendingAmount == pendingAmount ? ALLOWED : _invalid(pending, f.account, f.pendingAmount);
    }

    /// @dev Anyone cancels a pending root with two different amounts for one account, and no other.
    /// @custom:fuzzes RewardDistributor.proveDuplicate
    function testFuzz_proveDuplicate(address caller, uint256 pick, Fraud memory f) external {
        f.account = f.account % 4;
        f.other = (pick >> 16) % 4 == 0 ? f.account : (f.account + 1) % 4;
        address[4] memory owners = accounts;
        if ((pick >> 20) % 4 != 0) owners[f.other] = owners[f.account];
        if ((pick >> 24) % 8 != 0) _pendingRootOf(owners);
        if ((pick >> 28) % 4 != 0) f.activeAmount = amounts[f.account];
        if ((pick >> 32) % 4 != 0) f.pendingAmount = amounts[f.other];

        bytes memory data = abi.encodeCall(
            distributor.proveDuplicate,
            (
                owners[f.account],
                f.activeAmount,
                _proofOf(owners, amounts, f.account),
                f.pendingAmount,
                _proofOf(owners, amounts, f.other)
            )
        );
        _prove(caller, data, _refusalOfDuplicate(f, owners));
    }

    function _refusalOfDuplicate(Fraud memory f, address[4] memory owners) private view returns (bytes memory) {
        bytes32 pending = distributor.pendingRoot().root;
        if (pending == 0) return _noPending(2);
        if (f.activeAmount == f.pendingAmount) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoDuplicate.selector, f.activeAmount);
        }
        if (f.activeAmount != amounts[f.account]) return _invalid(pending, f.account, f.activeAmount);
        bool shown = f.pendingAmount == amounts[f.other] && owners[f.other] == owners[f.account];
        return shown ? ALLOWED : _invalid(pending, f.account, f.pendingAmount);
    }

    /// @dev VOT7: anyone skips exactly the epoch that can no longer be reported, or that is stranded while less than a
    /// million $GPT is out.
    /// @custom:fuzzes RewardDistributor.skipEpoch
    function testFuzz_skipEpoch(address caller, uint256 pick, uint256 epoch, uint32 elapsed) external {
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        bool isPending = (pick >> 20) % 4 == 0;
        if (isPending) _makePending(_goodReport(0));
        // Without one of the three that revealed, too few files are left.
        bool tooFew = (pick >> 24) % 2 == 0;
        if (tooFew) registry.remove(validators[(pick >> 26) % 3]);
        _warpToSettle(pick, elapsed);
        bytes memory refusal = _refusalOfOpen(epoch, isPending);
        bool stranded = total < 1_000_000e18 && block.timestamp >= schedule.revealEndsAt(3);
        if (refusal.length == 0 && !tooFew && !stranded) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorEpochReportable.selector, 2, 3, 3);
        }

        _assertSkips(caller, abi.encodeCall(distributor.skipEpoch, (epoch)), refusal);
    }

    /// @dev Governance gives up any epoch that is open, and nobody else does.
    /// @custom:fuzzes RewardDistributor.abandonEpoch
    function testFuzz_abandonEpoch(address drawn, uint256 pick, uint256 epoch, uint32 elapsed) external {
        address caller = _callerFrom(drawn, address(this), pick);
        epoch = (pick >> 16) % 8 == 0 ? epoch : 2;
        bool isPending = (pick >> 20) % 4 == 0;
        if (isPending) _makePending(_goodReport(0));
        _warpToSettle(pick, elapsed);
        bytes memory refusal = caller == address(this) ? _refusalOfOpen(epoch, isPending) : _unauthorized(caller);

        _assertSkips(caller, abi.encodeCall(distributor.abandonEpoch, (epoch)), refusal);
    }

    function _assertSkips(address caller, bytes memory data, bytes memory refusal) private {
        bytes32 before = _state();

        bool skipped = _callAs(caller, address(distributor), data, refusal);

        vm.assertEq(reserve.lastSettledEpoch(), skipped ? 2 : 1, "settled");
        vm.assertEq(distributor.rootOf(2), 0, "no root");
        vm.assertEq(distributor.totalCumulative(), total, "VOT5: nothing is paid");
        vm.assertEq(reserve.remaining(), FUNDED - total, "the money stays in the reserve");
        if (!skipped) vm.assertEq(_state(), before, "nothing changes");
    }

    function _prove(address caller, bytes memory data, bytes memory refusal) private {
        bytes32 before = _state();
        if (_callAs(caller, address(distributor), data, refusal)) _assertCancelled(2);
        else vm.assertEq(_state(), before, "nothing changes");
    }

    function _assertCancelled(uint256 attempt) private view {
        vm.assertEq(distributor.pendingRoot().root, 0, "nothing is pending any more");
        vm.assertEq(distributor.attemptOf(2), attempt, "the next attempt");
        vm.assertEq(reserve.lastSettledEpoch(), 1, "the epoch is still open");
        vm.assertEq(distributor.totalCumulative(), total, "VOT5: no money moves");
        vm.assertEq(distributor.rootOf(2), 0, "no root");
    }

    function _pendingRootOf(uint256[4] memory next) private {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.root = _rootOf(accounts, next);
        _makePending(report);
    }

    function _pendingRootOf(address[4] memory owners) private {
        IRewardDistributor.Report memory report = _goodReport(0);
        report.root = _rootOf(owners, amounts);
        _makePending(report);
    }

    function _refusalOfActivation(uint256 epoch, bool isPending) private view returns (bytes memory) {
        uint48 until = distributor.pausedUntil();
        if (block.timestamp < until) return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, until);
        if (!isPending || epoch != 2) return _noPending(epoch);
        uint48 activatesAt = distributor.pendingRoot().activatesAt;
        if (block.timestamp >= activatesAt) return ALLOWED;
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorTooEarly.selector, 2, activatesAt);
    }

    function _refusalOfOpen(uint256 epoch, bool isPending) private view returns (bytes memory) {
        if (epoch != 2) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorEpochNotNext.selector, epoch, 2);
        }
        uint48 opens = schedule.revealEndsAt(2);
        if (block.timestamp < opens) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRevealOpen.selector, 2, opens);
        }
        if (!isPending) return ALLOWED;
        bytes32 pending = distributor.pendingRoot().root;
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootPending.selector, 2, pending);
    }

    /// @dev One second too early in some cases, else any time from the opening on.
    function _warpToSettle(uint256 pick, uint32 elapsed) private {
        vm.warp(schedule.revealEndsAt(2));
        if ((pick >> 32) % 8 == 0) vm.warp(block.timestamp - 1);
        else vm.warp(block.timestamp + elapsed);
    }

    function _invalid(bytes32 tree, uint256 account, uint256 amount) private view returns (bytes memory) {
        bytes4 selector = IRewardDistributor.RewardDistributorInvalidProof.selector;
        return abi.encodeWithSelector(selector, tree, accounts[account], amount);
    }
}
