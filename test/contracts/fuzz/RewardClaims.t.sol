// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IRewardDistributor} from "../../../contracts/interfaces/IRewardDistributor.sol";
import {SettledEpoch} from "./SettledEpoch.sol";

/// @dev Claims by any caller for any account, and what an account decides about them. Two roots are active, the second
/// with one wei to one thousand $GPT more for each account.
contract RewardClaimsFuzzTest is SettledEpoch {
    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );
    uint256 private constant KEY = 0xa11ce;

    /// @dev One claim: of which leaf, with what in its place.
    struct Attempt {
        address caller;
        uint256 epoch;
        uint256 account;
        address claimant;
        uint256 amount;
        uint256 proofOf;
        bool emptyProof;
        bool optedOut;
        uint256 paid;
    }

    uint256[4] private _next;

    /// @dev Leaf 0 belongs to a key, so that its account can sign.
    function setUp() external {
        accounts[0] = vm.addr(KEY);
        _settleFirstEpoch();
        _next = [amounts[0] + 1, amounts[1] + 1_000e18, amounts[2], amounts[3] + 5e18];
        _settle(2, _rootOf(accounts, _next), _next[0] + _next[1] + _next[2] + _next[3], 4);
    }

    /// @dev DIS1–DIS5: pays the account, and nobody else, what its leaf adds to what it was paid.
    /// @custom:fuzzes RewardDistributor.claim
    function testFuzz_claim(address drawn, uint256 pick, Attempt memory a) external {
        _prepare(a, drawn, pick);
        uint256 held = token.balanceOf(address(distributor));
        bytes memory refusal = _refusal(a);

        _startCounting();
        bytes memory data = abi.encodeCall(distributor.claim, (a.epoch, a.claimant, a.amount, _proof(a)));
        bool paid = _callAs(a.caller, address(distributor), data, refusal);

        _assertPaid(a, paid, held);
        if (paid) vm.assertEq(_slotsWritten(address(distributor)), 1, "nothing but the account's word changes");
    }

    /// @dev The same for a batch, in which what is paid already and who opted out are left out.
    /// @custom:fuzzes RewardDistributor.claimMany
    function testFuzz_claimMany(address drawn, uint256 pick, Attempt memory a, uint16 copies) external {
        _prepare(a, drawn, pick);
        copies = (pick >> 40) % 8 == 0 ? uint16(bound(copies, 255, 258)) : uint16(bound(copies, 0, 3));
        uint256 held = token.balanceOf(address(distributor));
        IRewardDistributor.Claim[] memory claims = new IRewardDistributor.Claim[](copies);
        for (uint256 i = 0; i < copies; ++i) {
            claims[i] = IRewardDistributor.Claim(a.epoch, a.claimant, a.amount, _proof(a));
        }
        bytes memory refusal = copies == 0 ? ALLOWED : _refusalOfLeaf(a);
        if (copies > 256) {
            refusal = abi.encodeWithSelector(IRewardDistributor.RewardDistributorTooManyClaims.selector, copies, 256);
        }

        bool done = _callAs(a.caller, address(distributor), abi.encodeCall(distributor.claimMany, (claims)), refusal);

        _assertPaid(a, done && copies > 0 && _refusal(a).length == 0, held);
    }

    /// @dev The claim stands whatever becomes of the delegation, and the delegation is the signer's alone.
    /// @custom:fuzzes RewardDistributor.claimAndDelegate
    function testFuzz_claimAndDelegate(
        address drawn,
        uint256 pick,
        Attempt memory a,
        IRewardDistributor.Delegation memory d
    ) external {
        _prepare(a, drawn, pick);
        if ((pick >> 40) % 4 != 0) (d.nonce, d.expiry) = (0, block.timestamp + (d.expiry % 9));
        bool signed = (pick >> 44) % 4 != 0;
        if (signed) (d.v, d.r, d.s) = vm.sign(KEY, _digest(d));
        uint256 held = token.balanceOf(address(distributor));
        bytes memory refusal = _refusal(a);
        bytes memory proofData = abi.encodeCall(
            distributor.claimAndDelegate,
            (a.epoch, a.claimant, a.amount, _proof(a), d)
        );

        bool paid = _callAs(a.caller, address(distributor), proofData, refusal);

        _assertPaid(a, paid, held);
        bool delegates = paid && signed && d.nonce == 0 && block.timestamp <= d.expiry;
        vm.assertEq(token.delegates(accounts[0]), delegates ? d.delegatee : address(0), "the signer's delegate");
        vm.assertEq(token.nonces(accounts[0]), delegates ? 1 : 0, "the signature is used up or good still");
    }

    /// @dev An account decides for itself and loses nothing by it.
    /// @custom:fuzzes RewardDistributor.setClaimOptOut
    function testFuzz_setClaimOptOut(address drawn, uint256 pick, bool first, bool second) external {
        uint256 leaf = (pick >> 8) % 4;
        address caller = _callerFrom(drawn, accounts[leaf], pick);
        if ((pick >> 16) % 2 == 0)
            distributor.claim(1, accounts[leaf], amounts[leaf], _proofOf(accounts, amounts, leaf));
        uint256 claimed = distributor.claimedOf(caller);
        address other = accounts[(leaf + 1) % 4];
        bytes32 before = _state();

        _startCounting();
        _callAs(caller, address(distributor), abi.encodeCall(distributor.setClaimOptOut, (first)), ALLOWED);
        vm.assertTrue(distributor.isClaimOptedOut(caller) == first, "its decision");
        _callAs(caller, address(distributor), abi.encodeCall(distributor.setClaimOptOut, (second)), ALLOWED);

        vm.assertTrue(distributor.isClaimOptedOut(caller) == second, "its last decision");
        vm.assertTrue(caller == other || !distributor.isClaimOptedOut(other), "nobody else's");
        vm.assertEq(distributor.claimedOf(caller), claimed, "DIS1: what it was paid");
        vm.assertEq(_slotsWritten(address(distributor)), 1, "nothing but the account's word changes");
        vm.assertEq(_state(), before, "no money moves");
    }

    /// @dev Makes an attempt that mostly is the claim of a leaf, by `pick` with one thing or another amiss.
    function _prepare(Attempt memory a, address drawn, uint256 pick) private {
        a.account = a.account % 4;
        a.epoch = (pick >> 8) % 8 == 0 ? a.epoch : 1 + (a.epoch % 2);
        if ((pick >> 12) % 8 != 0) a.claimant = accounts[a.account];
        if ((pick >> 16) % 8 != 0) a.amount = a.epoch == 2 ? _next[a.account] : amounts[a.account];
        a.proofOf = (pick >> 20) % 8 == 0 ? a.proofOf % 4 : a.account;
        a.emptyProof = (pick >> 24) % 16 == 0;
        a.caller = _callerFrom(drawn, a.claimant, pick);
        a.optedOut = (pick >> 28) % 4 == 0;
        a.paid = 0;
        uint256 earlier = (pick >> 32) % 3;
        address account = accounts[a.account];
        if (earlier == 1) distributor.claim(1, account, amounts[a.account], _proofOf(accounts, amounts, a.account));
        if (earlier == 2) distributor.claim(2, account, _next[a.account], _proofOf(accounts, _next, a.account));
        a.paid = distributor.claimedOf(a.claimant);
        if (a.optedOut)
            _callAs(a.claimant, address(distributor), abi.encodeCall(distributor.setClaimOptOut, (true)), "");
        vm.assume(a.claimant != address(distributor) && a.claimant != address(0));
        if ((pick >> 36) % 4 == 0) distributor.pause();
    }

    function _refusal(Attempt memory a) private view returns (bytes memory refusal) {
        refusal = _refusalOfLeaf(a);
        if (refusal.length > 0) return refusal;
        if (a.optedOut && a.caller != a.claimant) {
            bytes4 selector = IRewardDistributor.RewardDistributorClaimOptedOut.selector;
            return abi.encodeWithSelector(selector, a.claimant, a.caller);
        }
        if (a.amount > a.paid) return ALLOWED;
        bytes4 nothing = IRewardDistributor.RewardDistributorNothingToClaim.selector;
        return abi.encodeWithSelector(nothing, a.claimant, a.amount, a.paid);
    }

    function _refusalOfLeaf(Attempt memory a) private view returns (bytes memory) {
        if (a.epoch != 1 && a.epoch != 2) {
            return abi.encodeWithSelector(IRewardDistributor.RewardDistributorRootNotActive.selector, a.epoch);
        }
        uint256 leaf = a.epoch == 1 ? amounts[a.account] : _next[a.account];
        bool right = a.claimant == accounts[a.account] && a.amount == leaf && a.proofOf == a.account && !a.emptyProof;
        if (right) return ALLOWED;
        bytes4 selector = IRewardDistributor.RewardDistributorInvalidProof.selector;
        return abi.encodeWithSelector(selector, distributor.rootOf(a.epoch), a.claimant, a.amount);
    }

    function _assertPaid(Attempt memory a, bool paid, uint256 held) private view {
        uint256 expected = paid ? a.amount : a.paid;
        vm.assertEq(distributor.claimedOf(a.claimant), expected, "DIS1: paid so far");
        vm.assertTrue(distributor.isClaimOptedOut(a.claimant) == a.optedOut, "its opt-out stays");
        vm.assertEq(token.balanceOf(address(distributor)), held - (expected - a.paid), "DIS2: exactly that leaves");
        if (paid) vm.assertEq(token.balanceOf(a.claimant), expected, "DIS3: and reaches the account");
        vm.assertEq(distributor.rootOf(1), root, "DIS4: the roots stay");
    }

    function _proof(Attempt memory a) private view returns (bytes32[] memory) {
        if (a.emptyProof) return new bytes32[](0);
        return _proofOf(accounts, a.epoch == 2 ? _next : amounts, a.proofOf);
    }

    function _digest(IRewardDistributor.Delegation memory d) private view returns (bytes32) {
        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, d.delegatee, d.nonce, d.expiry));
        return keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
    }
}
