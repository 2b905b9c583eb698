// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {DatasetAccess} from "../../contracts/access/DatasetAccess.sol";
import {IDatasetAccess} from "../../contracts/interfaces/IDatasetAccess.sol";
import {IRewardReserve} from "../../contracts/interfaces/IRewardReserve.sol";
import {RewardReserve} from "../../contracts/rewards/RewardReserve.sol";
import {AccessSystem} from "./harness/AccessSystem.sol";

/// @dev A token that hands control to its one holder before and after each payment.
contract PayerHookToken is ERC20("Hook", "HOOK") {
    address private _holder;

    function mint(address holder, uint256 amount) external {
        _mint(holder, amount);
        _holder = holder;
    }

    function _update(address from, address to, uint256 value) internal override {
        bool isPayment = from != address(0) && from == _holder;
        if (isPayment) RepeatingPayer(from).repeat();
        super._update(from, to, value);
        if (isPayment) RepeatingPayer(from).repeat();
    }
}

/// @dev Pays for a grant, and tries to pay again whenever the token lets it.
contract RepeatingPayer {
    DatasetAccess private immutable _ACCESS;
    uint256 public tries;
    uint256 public successes;

    constructor(DatasetAccess access, ERC20 token) {
        _ACCESS = access;
        token.approve(address(access), type(uint256).max);
    }

    function pay() external {
        _ACCESS.fund(1);
    }

    function repeat() external {
        ++tries;
        try _ACCESS.fund(1) {
            ++successes;
        } catch {
            return;
        }
    }
}

contract DatasetAccessTest is AccessSystem {
    uint256 private constant STEPS = 24;

    uint256 private _paid;
    mapping(uint256 epoch => uint256 amount) private _revenueOf;

    function setUp() external {
        _deployAccessSystem();
    }

    /// @dev ACC2 (T47): of any mask and purpose, exactly the bit of the purpose decides.
    function testFuzz_T47_canAccess_asksForTheBitOfThePurpose(uint32 mask, uint8 purpose, bool removed) external {
        purpose = uint8(bound(purpose, 0, 31));
        if (purpose > 6) tools.definePurpose(purpose, "n", "u");
        _create(purpose, 0);
        bytes32 id = _contribute(address(0xa11ce), mask);
        if (removed) {
            vm.prank(address(0xa11ce));
            data.remove(id);
        }
        vm.warp(block.timestamp + COOLING_OFF);

        bool expected = !removed && (mask >> purpose) % 2 == 1;
        vm.assertTrue(access.canAccess(1, id) == expected, "ACC2: the owner's word");
        vm.assertTrue(access.isUsable(1), "the grant itself is usable");
    }

    /// @dev ACC3, ACC4 (T43): a paid grant is usable from the end of its cooling-off period until its expiry, and not
    /// from its revocation on; computed from the times alone.
    function testFuzz_T43_isUsable_followsTheTimes(
        uint32 coolingOff,
        uint32 duration,
        uint32 elapsed,
        uint32 revokedAfter,
        bool revoked
    ) external {
        coolingOff = uint32(bound(coolingOff, COOLING_OFF, 30 days));
        duration = uint32(bound(duration, 1 minutes, 180 days));
        uint256 edge = [0, coolingOff - 1, coolingOff, coolingOff + duration - 1, coolingOff + duration][elapsed % 5];
        uint256 created = block.timestamp;
        access.setCoolingOff(coolingOff);
        IDatasetAccess.GrantTerms memory terms = _terms(_approve(1), 0);
        terms.duration = duration;
        access.createGrant(terms, KEY);
        access.fund(1);

        uint256 end = elapsed % 2 == 0 ? edge : bound(elapsed, 0, coolingOff + duration + 1 days);
        revokedAfter = uint32(bound(revokedAfter, 0, coolingOff + duration + 1 days));
        revoked = revoked && revokedAfter <= end;
        if (revoked) {
            vm.warp(created + revokedAfter);
            vm.prank(GUARDIAN);
            access.revoke(1);
        }
        vm.warp(created + end);

        bool expected = !revoked && end >= coolingOff && end < uint256(coolingOff) + duration;
        vm.assertTrue(access.isUsable(1) == expected, "ACC3, ACC4: the times decide");
    }

    /// @dev ACC5: over any sequence of grants, payments, revocations and time, what was paid is revenue of the epoch in
    /// which it was paid, and nothing is here.
    function testFuzz_everyWeiReachesTheReserve(uint256 seed) external {
        bytes32 toolId = _approve(0x7f);
        for (uint256 i = 0; i < STEPS; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 grantId = 1 + ((random >> 128) % (access.grantCount() + 1));
            if (random % 5 < 2) _createWith(toolId, uint8((random >> 8) % 7), uint96((random >> 16) % 1_000e18));
            else if (random % 5 == 2) vm.warp(block.timestamp + ((random >> 16) % 20 days));
            else if (random % 5 == 3) _tryToFund(grantId);
            else _tryToRevoke(grantId);

            vm.assertEq(token.balanceOf(address(access)), 0, "ACC5: nothing is here");
            vm.assertEq(token.allowance(address(access), address(reserve)), 0, "ACC5: nothing is promised");
            vm.assertEq(token.balanceOf(address(reserve)), FUNDED + _paid, "ACC5: everything is there");
        }
        uint256 sum = 0;
        for (uint256 epoch = 1; epoch <= schedule.currentEpoch() + 1; ++epoch) {
            vm.assertEq(reserve.revenueOf(epoch), _revenueOf[epoch], "ACC5: of the epoch in which it was paid");
            sum += reserve.revenueOf(epoch);
        }
        vm.assertEq(sum, _paid, "ACC5: and of no other");
    }

    /// @dev ACC1: whatever comes later, a grant says what it said when it was made.
    function testFuzz_aGrantKeepsItsTerms(IDatasetAccess.GrantTerms memory terms, uint16 keyLength) external {
        vm.assume(terms.grantee != address(0) && terms.policyHash != 0);
        terms.purpose = uint8(bound(terms.purpose, 0, 6));
        terms.duration = uint32(bound(terms.duration, 1 minutes, 180 days));
        terms.toolId = _approve(0x7f);
        bytes memory key = bytes.concat("age1", new bytes(keyLength % 2_045));
        uint48 startsAt = uint48(block.timestamp) + COOLING_OFF;

        access.createGrant(terms, string(key));
        access.setCoolingOff(30 days);
        vm.warp(startsAt + terms.duration);
        vm.prank(GUARDIAN);
        access.revoke(1);

        IDatasetAccess.Grant memory expected = IDatasetAccess.Grant({
            startsAt: startsAt,
            expiresAt: startsAt + terms.duration,
            fundedAt: terms.price == 0 ? startsAt - COOLING_OFF : 0,
            revokedAt: uint48(block.timestamp),
            purpose: terms.purpose,
            grantee: terms.grantee,
            price: terms.price,
            toolId: terms.toolId,
            policyHash: terms.policyHash,
            granteeKeyHash: keccak256(key)
        });
        vm.assertEq(
            keccak256(abi.encode(access.grantOf(1))),
            keccak256(abi.encode(expected)),
            "ACC1: the terms of the vote"
        );
    }

    /// @dev ACC5 (T12): even with a token that hands control to the payer in the middle, a grant is paid once.
    function test_T12_aPayerThatIsHandedControlPaysOnce() external {
        PayerHookToken hooked = new PayerHookToken();
        reserve = new RewardReserve(
            address(authority),
            hooked,
            schedule,
            IRewardReserve.RewardParameters(100, 1_000, 5e18, RULESET)
        );
        DatasetAccess.Connections memory connections = _connections();
        connections.token = hooked;
        access = new DatasetAccess(address(authority), connections, COOLING_OFF, FLOOR);
        _create(0, PRICE);
        RepeatingPayer payer = new RepeatingPayer(access, hooked);
        hooked.mint(address(payer), 10 * PRICE);

        payer.pay();

        vm.assertEq(payer.tries(), 2, "it was handed control");
        vm.assertEq(payer.successes(), 0, "it did not pay again");
        vm.assertEq(hooked.balanceOf(address(payer)), 9 * uint256(PRICE), "one price was taken");
        vm.assertEq(reserve.revenueOf(1), PRICE, "and is revenue");
    }

    function _create(uint8 purpose, uint96 price) private {
        _createWith(_approve(uint32(1) << purpose), purpose, price);
    }

    function _createWith(bytes32 toolId, uint8 purpose, uint96 price) private {
        IDatasetAccess.GrantTerms memory terms = _terms(toolId, purpose);
        terms.price = price;
        access.createGrant(terms, KEY);
    }

    function _tryToFund(uint256 grantId) private {
        try access.fund(grantId) {
            uint256 price = access.grantOf(grantId).price;
            uint256 epoch = schedule.currentEpoch();
            _paid += price;
            _revenueOf[epoch == 0 ? 1 : epoch] += price;
        } catch {
            return;
        }
    }

    function _tryToRevoke(uint256 grantId) private {
        vm.prank(GUARDIAN);
        try access.revoke(grantId) {
            return;
        } catch {
            return;
        }
    }
}
