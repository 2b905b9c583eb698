// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IDatasetAccess} from "../../../../contracts/interfaces/IDatasetAccess.sol";
import {IExpiringPause} from "../../../../contracts/interfaces/IExpiringPause.sol";
import {ToolModel} from "./ToolModel.sol";

/// @dev A naive model of the grants: what was decided, paid, revoked and paused. What may be read follows from it, without
/// a question to the contract.
abstract contract GrantModel is ToolModel {
    struct GrantEntry {
        uint256 createdAt;
        uint256 startsAt;
        uint256 expiresAt;
        uint256 fundedAt;
        uint256 revokedAt;
        uint256 price;
        uint256 tool;
        address grantee;
        uint8 purpose;
        bytes32 policyHash;
        bytes32 keyHash;
    }

    /// @dev The reasons that stand against reading, as bit numbers.
    uint256 internal constant UNPAID = 0;
    uint256 internal constant NOT_BEGUN = 1;
    uint256 internal constant OVER = 2;
    uint256 internal constant REVOKED = 3;
    uint256 internal constant PAUSED = 4;
    uint256 internal constant TOOL_GONE = 5;
    uint256 internal constant REMOVED = 6;
    uint256 internal constant NOT_ALLOWED = 7;
    uint256 internal constant REASONS = 8;
    uint256 internal constant GENESIS = 1_800_000_000 + 1 hours;

    GrantEntry[] internal grants;
    uint256 internal touchedGrant;
    uint256 internal coolingOff = COOLING_OFF;
    uint256 internal floor = FLOOR;
    uint256 internal pausedUntil;
    uint256 internal pausedSince;
    uint256 internal paidIn;
    mapping(uint256 epoch => uint256 amount) internal revenueOf;
    mapping(address target => uint256 amount) internal donated;
    uint256[ACTORS] internal held;

    function _createGrant() internal {
        if (toolList.length == 0) return;
        uint256 tool = _approvedTool();
        (IDatasetAccess.GrantTerms memory terms, string memory key) = _draw(tool);
        bytes memory refusal = _isPaused() ? _paused() : _refusalOfTerms(terms, tool, key);

        bytes memory call = abi.encodeCall(access.createGrant, (terms, key));
        if (!_call(address(this), address(access), call, refusal, "ACC1: createGrant")) return;
        touchedGrant = grants.length;
        GrantEntry storage entry = grants.push();
        (entry.createdAt, entry.startsAt) = (time, time + coolingOff);
        entry.expiresAt = entry.startsAt + terms.duration;
        if (terms.price == 0) entry.fundedAt = time;
        (entry.price, entry.tool, entry.purpose, entry.grantee) = (terms.price, tool, terms.purpose, terms.grantee);
        (entry.policyHash, entry.keyHash) = (terms.policyHash, keccak256(bytes(key)));
    }

    /// @dev Somebody pays, mostly with enough tokens and a sufficient allowance, for a grant that mostly is due.
    function _fundGrant() internal {
        uint256 g = _pickGrant(true);
        uint256 price = g < grants.length ? grants[g].price : 0;
        _pay(g, _random(ACTORS), _random(16) == 0 ? price / 2 : price, _random(16) != 0);
    }

    /// @dev Lets an actor pay the price of a grant, `supplied` with the tokens that it lacks.
    function _pay(uint256 g, uint256 payer, uint256 allowance, bool supplied) internal {
        uint256 price = g < grants.length ? grants[g].price : 0;
        uint256 lacking = !supplied || held[payer] >= price ? 0 : price - held[payer];
        token.transfer(actors[payer], lacking);
        held[payer] += lacking;
        vm.prank(actors[payer]);
        token.approve(address(access), allowance);
        bytes memory refusal = _refusalOfFunding(g, payer, allowance);

        bytes memory call = abi.encodeCall(access.fund, (g + 1));
        if (!_call(actors[payer], address(access), call, refusal, "ACC5: fund")) return;
        grants[g].fundedAt = time;
        held[payer] -= price;
        paidIn += price;
        revenueOf[_currentEpoch()] += price;
        touchedGrant = g;
    }

    function _revokeGrant() internal {
        uint256 g = _pickGrant(false);
        for (uint256 k = 0; k < 4 && g < grants.length && grants[g].revokedAt != 0; ++k) g = _pickGrant(false);
        bytes memory refusal = _refusalOfGrant(g);
        bytes memory call = abi.encodeCall(access.revoke, (g + 1));
        if (!_call(GUARDIAN, address(access), call, refusal, "ACC4: revoke")) return;
        grants[g].revokedAt = time;
        touchedGrant = g;
    }

    function _setParameter() internal {
        bool isFloor = _random(2) == 0;
        (uint256 least, uint256 most) = isFloor ? (FLOOR, 1_000_000) : (COOLING_OFF, uint256(30 days));
        uint256 value = least + _random(isFloor ? 100 : 3 days);
        if (_random(3) == 0) value = _random(2) == 0 ? least - 1 - _random(least) : most + 1 + _random(most);
        else if (_random(16) == 0) value = most;
        bytes memory refusal;
        if (value < least || value > most) {
            bytes4 selector =
                isFloor
                    ? IDatasetAccess.DatasetAccessAnonymityFloorOutOfBounds.selector
                    : IDatasetAccess.DatasetAccessCoolingOffOutOfBounds.selector;
            refusal = abi.encodeWithSelector(selector, value, least, most);
        }

        bytes memory call =
            isFloor
                ? abi.encodeCall(access.setAnonymityFloor, (uint32(value)))
                : abi.encodeCall(access.setCoolingOff, (uint32(value)));
        if (!_call(address(this), address(access), call, refusal, "ACC7: a parameter")) return;
        if (isFloor) floor = value;
        else coolingOff = value;
    }

    /// @dev I26: everything that stands against reading item `i` with grant `g` at this moment, as a bitmap.
    function _against(uint256 g, uint256 i) internal view returns (uint256 reasons) {
        reasons = _againstUse(g);
        if (items[i].removed) reasons |= 1 << REMOVED;
        if ((uint256(items[i].mask) >> grants[g].purpose) % 2 == 0) reasons |= 1 << NOT_ALLOWED;
    }

    /// @dev The reasons of {_against} that are the same for all contributions.
    function _againstUse(uint256 g) internal view returns (uint256 reasons) {
        GrantEntry storage entry = grants[g];
        if (entry.fundedAt == 0) reasons |= 1 << UNPAID;
        if (block.timestamp < entry.startsAt) reasons |= 1 << NOT_BEGUN;
        if (block.timestamp >= entry.expiresAt) reasons |= 1 << OVER;
        if (entry.revokedAt != 0) reasons |= 1 << REVOKED;
        if (block.timestamp < pausedUntil) reasons |= 1 << PAUSED;
        if (toolList[entry.tool].withdrawn) reasons |= 1 << TOOL_GONE;
    }

    function _violatedByGrant(uint256 g) internal view returns (string memory) {
        GrantEntry storage entry = grants[g];
        IDatasetAccess.Grant memory expected = IDatasetAccess.Grant({
            startsAt: uint48(entry.startsAt),
            expiresAt: uint48(entry.expiresAt),
            fundedAt: uint48(entry.fundedAt),
            revokedAt: uint48(entry.revokedAt),
            purpose: entry.purpose,
            grantee: entry.grantee,
            price: uint96(entry.price),
            toolId: toolList[entry.tool].id,
            policyHash: entry.policyHash,
            granteeKeyHash: entry.keyHash
        });
        if (keccak256(abi.encode(access.grantOf(g + 1))) != keccak256(abi.encode(expected))) return "ACC1: a grant";
        if (entry.startsAt < entry.createdAt + COOLING_OFF) return "ACC3: the cooling-off period";
        bool usable = _againstUse(g) == 0;
        if (usable && entry.revokedAt != 0) return "ACC4: a revoked grant is usable";
        return access.isUsable(g + 1) == usable ? "" : "ACC3, ACC4: usable or not";
    }

    function _violatedByPair(uint256 g, uint256 i) internal view returns (string memory) {
        bool mayRead = _against(g, i) == 0;
        return access.canAccess(g + 1, items[i].id) == mayRead ? "" : "ACC2, I26: what may be read";
    }

    function _violatedNow() internal view returns (string memory) {
        if (access.grantCount() != grants.length) return "ACC1: the number of grants";
        if (access.isUsable(grants.length + 1) || access.isUsable(0)) return "ACC1: a grant that nobody made";
        if (access.coolingOff() != coolingOff || coolingOff < COOLING_OFF) return "ACC7: the cooling-off period";
        if (access.anonymityFloor() != floor || floor < FLOOR) return "ACC7: the floor";
        if (access.paused() != (block.timestamp < pausedUntil)) return "PAU1: paused";
        if (access.pausedUntil() != pausedUntil || pausedUntil > pausedSince + 72 hours) return "PAU3: the pause";
        if (tools.definedPurposes() != defined) return "TOL1: the purposes";
        return _violatedMoney();
    }

    /// @dev The clock, from its definition rather than from the EpochSchedule; before the first epoch it is the first.
    function _currentEpoch() internal view returns (uint256) {
        return time < GENESIS ? 1 : (time - GENESIS) / 7 days + 1;
    }

    function _isPaused() internal view returns (bool) {
        return time < pausedUntil;
    }

    function _paused() internal view returns (bytes memory) {
        return abi.encodeWithSelector(IExpiringPause.ExpiringPausePaused.selector, pausedUntil);
    }

    /// @dev One of the last grants, mostly; with `unpaid` one that can be paid, where chance finds one.
    function _pickGrant(bool unpaid) internal returns (uint256 g) {
        if (grants.length == 0 || _random(32) == 0) return grants.length + _random(2);
        uint256 recent = grants.length < 8 ? grants.length : 8;
        g = grants.length - 1 - _random(recent);
        for (uint256 k = 0; unpaid && k < recent && _random(16) != 0; ++k) {
            uint256 other = grants.length - 1 - k;
            GrantEntry storage entry = grants[other];
            bool due = entry.fundedAt == 0 && entry.revokedAt == 0 && !toolList[entry.tool].withdrawn;
            if (due && time < entry.expiresAt) return other;
        }
    }

    function _approvedTool() private returns (uint256 t) {
        t = _random(toolList.length);
        for (uint256 k = 0; k < toolList.length && toolList[t].withdrawn && _random(8) != 0; ++k) {
            t = (t + 1) % toolList.length;
        }
    }

    /// @dev Terms that mostly are in order, for one of the purposes of the tool.
    function _draw(uint256 tool) private returns (IDatasetAccess.GrantTerms memory terms, string memory key) {
        uint256 chance = _random(64);
        terms.toolId = toolList[tool].id;
        terms.purpose = uint8(_random(7));
        for (uint8 k = 0; k < 32 && !_serves(tool, terms.purpose) && chance != 0; ++k) {
            terms.purpose = uint8((terms.purpose + 1) % 32);
        }
        terms.grantee = chance == 1 ? address(0) : actors[_random(ACTORS)];
        terms.duration = uint32(60 + _random(_random(3) == 0 ? 12 days : 150 days));
        if (chance == 2) terms.duration = uint32(_random(2) == 0 ? 59 : 180 days + 1);
        terms.price = uint96(_random(8) == 0 ? 0 : 1 + _random(1_000e18));
        terms.policyHash = chance == 3 ? bytes32(0) : bytes32(1 + _random(1 << 64));
        key = KEY;
        if (chance == 4) key = "";
        else if (chance == 5) key = "AGE-SECRET-KEY-1";
        else if (chance == 6) key = string.concat("age1", string(new bytes(2_045)));
    }

    function _refusalOfTerms(
        IDatasetAccess.GrantTerms memory terms,
        uint256 tool,
        string memory key
    ) private view returns (bytes memory) {
        if (terms.grantee == address(0)) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroAddress.selector);
        }
        if (terms.duration < 60 || terms.duration > 180 days) {
            bytes4 bounds = IDatasetAccess.DatasetAccessDurationOutOfBounds.selector;
            return abi.encodeWithSelector(bounds, terms.duration, 60, 180 days);
        }
        if (terms.policyHash == 0) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessZeroPolicyHash.selector);
        }
        if (!_serves(tool, terms.purpose)) return _toolRefused(tool, terms.purpose);
        uint256 length = bytes(key).length;
        if (length == 0 || length > 2_048) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessInvalidKeyLength.selector, length, 2_048);
        }
        if (bytes4(bytes(key)) == "age1") return "";
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessNotAnAgeRecipient.selector, bytes4(bytes(key)));
    }

    function _refusalOfFunding(
        uint256 g,
        uint256 payer,
        uint256 allowance
    ) private view returns (bytes memory refusal) {
        if (_isPaused()) return _paused();
        refusal = _refusalOfGrant(g);
        if (refusal.length != 0) return refusal;
        GrantEntry storage entry = grants[g];
        if (time >= entry.expiresAt) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantExpired.selector, g + 1, entry.expiresAt);
        }
        if (entry.fundedAt != 0) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessAlreadyFunded.selector, g + 1);
        }
        if (toolList[entry.tool].withdrawn) return _toolRefused(entry.tool, entry.purpose);
        if (allowance < entry.price) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            return abi.encodeWithSelector(selector, access, allowance, entry.price);
        }
        if (held[payer] >= entry.price) return "";
        bytes4 insufficient = IERC20Errors.ERC20InsufficientBalance.selector;
        return abi.encodeWithSelector(insufficient, actors[payer], held[payer], entry.price);
    }

    /// @dev Why a grant can be neither paid nor revoked; empty when it can.
    function _refusalOfGrant(uint256 g) private view returns (bytes memory) {
        if (g >= grants.length) {
            return abi.encodeWithSelector(IDatasetAccess.DatasetAccessUnknownGrant.selector, g + 1, grants.length);
        }
        if (grants[g].revokedAt == 0) return "";
        return abi.encodeWithSelector(IDatasetAccess.DatasetAccessGrantIsRevoked.selector, g + 1);
    }

    function _toolRefused(uint256 tool, uint8 purpose) private view returns (bytes memory) {
        bytes4 selector = IDatasetAccess.DatasetAccessToolNotAllowed.selector;
        return abi.encodeWithSelector(selector, toolList[tool].id, purpose);
    }

    function _violatedMoney() private view returns (string memory) {
        uint256 reserved = FUNDED + paidIn + donated[address(reserve)];
        if (token.balanceOf(address(reserve)) != reserved) return "ACC5: what the reserve holds";
        if (token.balanceOf(address(access)) != donated[address(access)]) return "ACC5: something stayed";
        if (token.allowance(address(access), address(reserve)) != 0) return "ACC5: something is promised";
        uint256 epoch = _currentEpoch();
        if (reserve.revenueOf(epoch) != revenueOf[epoch]) return "ACC5: revenue of the running epoch";
        if (reserve.revenueOf(epoch - 1) != revenueOf[epoch - 1]) return "ACC5: revenue of the last epoch";
        if (address(access).balance != forced[address(access)]) return "ACC5: ether moved";
        return address(tools).balance == forced[address(tools)] ? "" : "TOL2: ether moved";
    }
}
