// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IExpiringPause} from "../../../../contracts/interfaces/IExpiringPause.sol";
import {IRewardDistributor} from "../../../../contracts/interfaces/IRewardDistributor.sol";
import {ElectorateModel} from "./ElectorateModel.sol";
import {LeafTree} from "./LeafTree.sol";

/// @dev Who voted for which report, which root is pending, and which are active. Each call is foretold, down to the values
/// of its error.
abstract contract VotingModel is ElectorateModel {
    using LeafTree for bytes32[];

    /// @dev What is wrong with a tree, if anything.
    enum Flaw {
        None,
        Decrease,
        Duplicate
    }

    /// @dev A report and its leaves. Leaf i belongs to account i, but leaf `spoilt` of a duplicate to account 0; leaf
    /// `spoilt` of a decrease is lower than in the last active tree.
    struct Candidate {
        IRewardDistributor.Report report;
        bytes32 digest;
        uint256 support;
        uint256[] amounts;
        Flaw flaw;
        uint256 spoilt;
    }

    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "Report(uint256 epoch,uint256 attempt,bytes32 root,uint256 totalCumulative,uint32 leafCount,"
        "uint256 filesBitmap,bytes32 inputsHash,bytes32 artifactHash,bytes32 rulesetHash,bytes32 prevRoot)"
    );

    /// @dev All candidates ever; those of the running attempt from `_first` on. Entry 0 is the empty tree.
    Candidate[] internal _candidates;
    uint256 internal _first = 1;
    uint256 internal _attempt = 1;
    uint256[SEATS] internal _voteOf;
    mapping(uint256 epoch => uint256 count) internal _guardianCancellations;

    /// @dev The pending candidate, 0 when there is none.
    uint256 internal _pending;
    uint256 internal _supporters;
    uint256 internal _vetoes;
    uint256 internal _activatesAt;

    /// @dev The epochs with a root, ascending, and the candidate of each.
    uint256[] internal _activeEpochs;
    mapping(uint256 epoch => uint256 candidate) internal _activeOf;
    uint256 internal _total;
    uint256 internal _pausedUntil;

    constructor() {
        _candidates.push();
    }

    /// @dev Writes a report for the next epoch whose tree has `flaw`, and returns its number. Only for an open epoch.
    function _draft(Flaw flaw) internal returns (uint256 c) {
        c = _candidates.length;
        Candidate storage candidate = _candidates.push();
        (candidate.flaw, candidate.amounts) = (flaw, _nextAmounts(flaw != Flaw.None));
        if (flaw == Flaw.Decrease) _lower(candidate);
        if (flaw == Flaw.Duplicate) _double(candidate);
        uint256 sum = 0;
        for (uint256 i = 0; i < candidate.amounts.length; ++i) sum += candidate.amounts[i];
        candidate.report = IRewardDistributor.Report({
            root: _nodesOf(c)[0],
            totalCumulative: sum,
            leafCount: uint32(candidate.amounts.length),
            filesBitmap: _usableFiles(),
            inputsHash: "inputs",
            artifactHash: bytes32(c),
            rulesetHash: _parametersOf(_next).rulesetHash,
            prevRoot: _candidates[_lastActive()].report.root
        });
        candidate.digest = _digestOf(candidate.report);
    }

    /// @dev Votes of seat `i` for candidate `c`; returns whether the vote was taken.
    function _vote(uint256 i, uint256 c) internal returns (bool) {
        return _submit(i, _next, _candidates[c].report, c);
    }

    /// @dev Submits `report`, which must be that of candidate `c` or be refused.
    function _submit(
        uint256 i,
        uint256 epoch,
        IRewardDistributor.Report memory report,
        uint256 c
    ) internal returns (bool) {
        bytes memory refusal = _voteRefusal(i, epoch, report, c);
        bytes memory data = abi.encodeCall(distributor.submitRoot, (epoch, report, "u"));
        if (!_send(_seats[i], address(distributor), data, refusal, "VOT2: a vote")) return false;
        _moveVote(i, c);
        _count("vote");
        uint256 supporters = _candidates[c].support & _eligible(_next);
        if (_countOf(supporters) < _quorumOf(_next)) return true;

        (_pending, _supporters, _vetoes, _activatesAt) = (c, supporters, 0, _time + DELAY);
        _count("pending");
        return true;
    }

    function _confirm(uint256 i, uint256 epoch, bytes32 digest) internal {
        bytes memory refusal = _scoredRefusal(i, epoch);
        bytes32 expected = _candidates[_pending].digest;
        if (!_isPending(epoch)) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoPendingRoot.selector, epoch);
        } else if (digest != expected) {
            bytes4 code = IRewardDistributor.RewardDistributorDifferentReport.selector;
            refusal = abi.encodeWithSelector(code, digest, expected);
        } else if (refusal.length == 0 && _voteOf[i] == _pending) {
            bytes4 code = IRewardDistributor.RewardDistributorAlreadyVoted.selector;
            refusal = abi.encodeWithSelector(code, _seats[i], digest);
        }
        bytes memory data = abi.encodeCall(distributor.confirmRoot, (epoch, digest));
        if (!_send(_seats[i], address(distributor), data, refusal, "VOT2: a confirmation")) return;
        _moveVote(i, _pending);
        _supporters |= 1 << i;
        _count("confirm");
    }

    function _veto(uint256 i, uint256 epoch) internal {
        bytes memory refusal;
        if (!_isPending(epoch)) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoPendingRoot.selector, epoch);
        } else if (_eligible(epoch) & (1 << i) == 0) {
            refusal = _about(IRewardDistributor.RewardDistributorNotEligible.selector, i, epoch);
        } else if (_vetoes & (1 << i) != 0) {
            refusal = _about(IRewardDistributor.RewardDistributorAlreadyVetoed.selector, i, epoch);
        }
        bytes memory data = abi.encodeCall(distributor.veto, (epoch));
        if (!_send(_seats[i], address(distributor), data, refusal, "VOT9: a veto")) return;
        _vetoes |= 1 << i;
        if (_countOf(_vetoes & _eligible(_next)) > _sizeOf(_next) / 3) _drop("veto");
    }

    function _cancelByGuardian(uint256 epoch) internal {
        bytes memory refusal;
        if (!_isPending(epoch)) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoPendingRoot.selector, epoch);
        } else if (_guardianCancellations[epoch] == 2) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorGuardianSpent.selector, epoch, 2);
        }
        bytes memory data = abi.encodeCall(distributor.cancelRoot, (epoch, "why"));
        if (!_send(address(this), address(distributor), data, refusal, "VOT8: a cancellation")) return;
        ++_guardianCancellations[epoch];
        _drop("guardian");
    }

    /// @dev Activates, or cancels when the quorum was lost; returns whether a root became active.
    function _activate(address caller, uint256 epoch) internal returns (bool) {
        bytes memory refusal;
        if (_time < _pausedUntil) {
            refusal = abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, _pausedUntil);
        } else if (!_isPending(epoch)) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorNoPendingRoot.selector, epoch);
        } else if (_time < _activatesAt) {
            bytes4 code = IRewardDistributor.RewardDistributorTooEarly.selector;
            refusal = abi.encodeWithSelector(code, epoch, _activatesAt);
        }
        bytes memory data = abi.encodeCall(distributor.activate, (epoch));
        if (!_send(caller, address(distributor), data, refusal, "VOT4: an activation")) return false;
        if (_countOf(_supporters & _eligible(epoch)) < _quorumOf(epoch)) {
            _drop("quorum lost");
            return false;
        }
        if (_countOf(_vetoes & _eligible(epoch)) > _sizeOf(epoch) / 3) {
            _drop("late veto");
            return false;
        }

        uint256 emission = _candidates[_pending].report.totalCumulative - _total;
        _total += emission;
        _activeOf[epoch] = _pending;
        _activeEpochs.push(epoch);
        _settle(emission);
        _count("activate");
        return true;
    }

    /// @dev Skips the next epoch, or is told that it can be reported.
    function _skip(address caller, uint256 epoch) internal {
        bytes memory refusal = _openRefusal(epoch);
        uint256 files = _countOf(_usableFiles());
        bool reportable = _sizeOf(_next) >= 4 && files >= _quorumOf(_next);
        bool stranded = _total < 1_000_000e18 && _time >= _revealEndsAt(_next + 1);
        if (refusal.length == 0 && reportable && !stranded) {
            bytes4 code = IRewardDistributor.RewardDistributorEpochReportable.selector;
            refusal = abi.encodeWithSelector(code, epoch, files, _quorumOf(epoch));
        }
        bytes memory data = abi.encodeCall(distributor.skipEpoch, (epoch));
        if (!_send(caller, address(distributor), data, refusal, "VOT7: a skip")) return;
        _settle(0);
        _count(stranded && reportable ? bytes32("skip stranded") : bytes32("skip"));
    }

    function _abandon(uint256 epoch) internal {
        bytes memory data = abi.encodeCall(distributor.abandonEpoch, (epoch));
        if (!_send(address(this), address(distributor), data, _openRefusal(epoch), "VOT3: an abandonment")) return;
        _settle(0);
        _count("abandon");
    }

    /// @dev Ends the attempt: no vote of it counts any longer.
    function _drop(bytes32 why) internal {
        delete _voteOf;
        (_pending, _supporters, _vetoes, _activatesAt) = (0, 0, 0, 0);
        ++_attempt;
        _first = _candidates.length;
        _count(why);
    }

    function _digestOf(IRewardDistributor.Report memory report) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("ChatGPT Data Collective"),
                keccak256("1"),
                block.chainid,
                address(distributor)
            )
        );
        bytes32 content = keccak256(abi.encode(REPORT_TYPEHASH, _next, _attempt, report));
        return keccak256(abi.encodePacked(hex"1901", domain, content));
    }

    /// @dev The nodes of the tree of candidate `c`.
    function _nodesOf(uint256 c) internal view returns (bytes32[] memory) {
        uint256[] memory amounts = _candidates[c].amounts;
        address[] memory owners = new address[](amounts.length);
        for (uint256 i = 0; i < amounts.length; ++i) owners[i] = _ownerOf(c, i);
        return LeafTree.build(owners, amounts);
    }

    function _proofOf(uint256 c, uint256 i) internal view returns (bytes32[] memory) {
        return _nodesOf(c).proof(i);
    }

    /// @dev Whose leaf `i` of candidate `c` is.
    function _ownerOf(uint256 c, uint256 i) internal view returns (address) {
        Candidate storage candidate = _candidates[c];
        return _accounts[candidate.flaw == Flaw.Duplicate && i == candidate.spoilt ? 0 : i];
    }

    /// @dev The candidate that is the last active tree, 0 before the first.
    function _lastActive() internal view returns (uint256) {
        uint256 count = _activeEpochs.length;
        return count == 0 ? 0 : _activeOf[_activeEpochs[count - 1]];
    }

    function _isPending(uint256 epoch) internal view returns (bool) {
        return _pending != 0 && epoch == _next;
    }

    function _openRefusal(uint256 epoch) internal view returns (bytes memory) {
        if (epoch != _next) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorEpochNotNext.selector, epoch, _next);
        }
        if (_time < _revealEndsAt(epoch)) {
            bytes4 code = IRewardDistributor.RewardDistributorRevealOpen.selector;
            return abi.encodeWithSelector(code, epoch, _revealEndsAt(epoch));
        }
        if (_pending == 0) return "";
        bytes32 root = _candidates[_pending].report.root;
        return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootPending.selector, epoch, root);
    }

    function _scoredRefusal(uint256 i, uint256 epoch) private view returns (bytes memory) {
        if (_eligible(epoch) & (1 << i) == 0) {
            return _about(IRewardDistributor.RewardDistributorNotEligible.selector, i, epoch);
        }
        if (_revealed[epoch] & (1 << i) == 0) {
            return _about(IRewardDistributor.RewardDistributorNotRevealed.selector, i, epoch);
        }
        return "";
    }

    /// @dev The error that meets a vote. A report that is not candidate `c`'s own is refused for its first difference.
    function _voteRefusal(
        uint256 i,
        uint256 epoch,
        IRewardDistributor.Report memory report,
        uint256 c
    ) private view returns (bytes memory refusal) {
        refusal = _openRefusal(epoch);
        if (refusal.length == 0) refusal = _scoredRefusal(i, epoch);
        if (refusal.length == 0) refusal = _reportRefusal(report);
        if (refusal.length == 0 && _voteOf[i] == c) {
            bytes4 code = IRewardDistributor.RewardDistributorAlreadyVoted.selector;
            refusal = abi.encodeWithSelector(code, _seats[i], _candidates[c].digest);
        }
    }

    function _reportRefusal(IRewardDistributor.Report memory r) private view returns (bytes memory) {
        bytes32 prevRoot = _candidates[_lastActive()].report.root;
        bytes32 rules = _parametersOf(_next).rulesetHash;
        uint256 files = _usableFiles();
        if (_sizeOf(_next) < 4) {
            bytes4 code = IRewardDistributor.RewardDistributorTooFewValidators.selector;
            return abi.encodeWithSelector(code, _sizeOf(_next), 4);
        }
        if (r.root == 0) return abi.encodeWithSelector(IRewardDistributor.RewardDistributorZeroRoot.selector);
        if (r.leafCount < 2) return _two(IRewardDistributor.RewardDistributorTooFewLeaves.selector, r.leafCount, 2);
        if (r.prevRoot != prevRoot) {
            bytes4 code = IRewardDistributor.RewardDistributorWrongPreviousRoot.selector;
            return abi.encodeWithSelector(code, r.prevRoot, prevRoot);
        }
        if (r.rulesetHash != rules) {
            return
                abi.encodeWithSelector(IRewardDistributor.RewardDistributorWrongRuleset.selector, r.rulesetHash, rules);
        }
        if (r.totalCumulative < _total) {
            return _two(IRewardDistributor.RewardDistributorTotalDecreased.selector, r.totalCumulative, _total);
        }
        if (r.totalCumulative - _total > _budget()) {
            uint256 emission = r.totalCumulative - _total;
            return _two(IRewardDistributor.RewardDistributorOverBudget.selector, emission, _budget());
        }
        if (r.filesBitmap & ~files != 0) {
            return _two(IRewardDistributor.RewardDistributorFileNotRevealed.selector, r.filesBitmap, files);
        }
        uint256 count = _countOf(r.filesBitmap);
        if (count >= _quorumOf(_next)) return "";
        return _two(IRewardDistributor.RewardDistributorTooFewFiles.selector, count, _quorumOf(_next));
    }

    function _two(bytes4 code, uint256 a, uint256 b) private pure returns (bytes memory) {
        return abi.encodeWithSelector(code, a, b);
    }

    function _moveVote(uint256 i, uint256 c) private {
        if (_voteOf[i] != 0) _candidates[_voteOf[i]].support &= ~(1 << i);
        _candidates[c].support |= 1 << i;
        _voteOf[i] = c;
    }

    function _settle(uint256 emission) private {
        _book(emission);
        delete _voteOf;
        (_pending, _supporters, _vetoes, _activatesAt, _attempt) = (0, 0, 0, 0, 1);
        _first = _candidates.length;
    }

    /// @dev The last active amounts, perhaps of more accounts, increased by up to the budget; below it when `spares`.
    function _nextAmounts(bool spares) private returns (uint256[] memory amounts) {
        uint256[] memory before = _candidates[_lastActive()].amounts;
        uint256 count = before.length < 4 ? 4 + _below(ACCOUNTS - 3) : before.length + _below(2);
        amounts = new uint256[](count > ACCOUNTS ? ACCOUNTS : count);
        for (uint256 i = 0; i < before.length; ++i) amounts[i] = before[i];
        uint256 budget = _budget();
        uint256 left = _oneIn(4) && !spares ? budget : _below(budget);
        for (uint256 k = 0; k < 3; ++k) {
            uint256 part = k == 2 ? left : _below(left + 1);
            amounts[_below(amounts.length)] += part;
            left -= part;
        }
    }

    /// @dev Takes something from an account that has something, and gives it to its neighbour.
    function _lower(Candidate storage candidate) private {
        uint256[] memory before = _candidates[_lastActive()].amounts;
        uint256 i = _below(before.length);
        while (before[i] == 0) i = (i + 1) % before.length;
        uint256 cut = candidate.amounts[i] - _below(before[i]);
        candidate.spoilt = i;
        candidate.amounts[i] -= cut;
        candidate.amounts[(i + 1) % candidate.amounts.length] += cut;
    }

    /// @dev Gives account 0 a second leaf with another amount.
    function _double(Candidate storage candidate) private {
        uint256 i = 1 + _below(candidate.amounts.length - 1);
        candidate.spoilt = i;
        if (candidate.amounts[i] == candidate.amounts[0]) ++candidate.amounts[0];
    }
}
