// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {Campaign} from "./Campaign.sol";

/// @dev A naive model of $GPT: balances, delegates, and who had how many votes when.
abstract contract TokenModel is Campaign {
    struct Moment {
        uint256 time;
        uint128[ACTORS] votes;
        uint128 delegated;
    }

    uint256 private constant SUPPLY = 100_000_000e18;

    GPTToken internal token;
    /// @dev The accounts beside the actors that hold $GPT.
    address[] internal holders;
    mapping(address account => uint256 amount) internal balanceOf;
    /// @dev 0 stands for nobody, else the actor's number plus 1.
    uint256[ACTORS] internal delegateOf;
    uint256[ACTORS] internal tokenNonces;
    Moment[] private _moments;

    /// @dev Keeps the votes of this second.
    function _remember() internal {
        if (_moments.length == 0 || _moments[_moments.length - 1].time != time) _moments.push().time = time;
        Moment memory moment;
        moment.time = time;
        for (uint256 i = 0; i < ACTORS; ++i) {
            uint256 delegatee = delegateOf[i];
            if (delegatee == 0) continue;
            moment.votes[delegatee - 1] += uint128(balanceOf[actors[i]]);
            moment.delegated += uint128(balanceOf[actors[i]]);
        }
        _moments[_moments.length - 1] = moment;
    }

    function _move(address from, address to, uint256 amount) internal {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        _remember();
    }

    /// @dev Compares one actor, one other holder and one past moment, all chosen by `salt`.
    function _violatedByToken(uint256 salt) internal view returns (string memory violated) {
        violated = _violatedByActor(salt % ACTORS);
        if (bytes(violated).length != 0) return violated;
        address holder = holders[salt % holders.length];
        if (token.balanceOf(holder) != balanceOf[holder]) return "TOK1: balance of a contract";
        return _violatedAtMoment(salt % _moments.length, salt >> 64);
    }

    function _violatedByWholeToken() internal view returns (string memory violated) {
        uint256 sum = 0;
        for (uint256 i = 0; i < ACTORS; ++i) {
            violated = _violatedByActor(i);
            if (bytes(violated).length != 0) return violated;
            sum += token.balanceOf(actors[i]);
        }
        for (uint256 i = 0; i < holders.length; ++i) sum += token.balanceOf(holders[i]);
        if (sum != SUPPLY || token.totalSupply() != SUPPLY) return "TOK1: supply";
        for (uint256 i = 0; i < 2 * _moments.length; ++i) {
            violated = _violatedAtMoment(i / 2, i);
            if (bytes(violated).length != 0) return violated;
        }
        return "";
    }

    function _votesAt(uint256 actor, uint256 timepoint) internal view returns (uint256) {
        return _momentAt(timepoint).votes[actor];
    }

    function _delegatedAt(uint256 timepoint) internal view returns (uint256) {
        return _momentAt(timepoint).delegated;
    }

    function _momentAt(uint256 timepoint) private view returns (Moment storage) {
        uint256 i = _moments.length - 1;
        while (_moments[i].time > timepoint) --i;
        return _moments[i];
    }

    function _violatedByActor(uint256 i) private view returns (string memory) {
        Moment storage present = _moments[_moments.length - 1];
        address account = actors[i];
        uint256 delegatee = delegateOf[i];
        if (token.balanceOf(account) != balanceOf[account]) return "TOK1: balance";
        if (token.totalSupply() != SUPPLY) return "TOK1: supply";
        if (token.delegates(account) != (delegatee == 0 ? address(0) : actors[delegatee - 1])) return "TOK5: delegate";
        if (token.getVotes(account) != present.votes[i]) return "TOK5: votes";
        if (token.delegatedSupply() != present.delegated) return "TOK2: delegated supply";
        if (present.delegated > SUPPLY) return "TOK3: more votes than tokens";
        if (token.nonces(account) != tokenNonces[i]) return "TOK6: nonce";
        return "";
    }

    /// @dev Compares the first or the last second of the time for which votes stood, as `salt` says.
    function _violatedAtMoment(uint256 i, uint256 salt) private view returns (string memory) {
        Moment storage moment = _moments[i];
        uint256 timepoint = moment.time;
        if (salt % 2 == 1) timepoint = i + 1 < _moments.length ? _moments[i + 1].time - 1 : time;
        uint256 actor = (salt / 2) % ACTORS;
        if (token.getPastVotes(actors[actor], timepoint) != moment.votes[actor]) return "TOK4: past votes";
        if (token.getPastDelegatedSupply(timepoint) != moment.delegated) return "TOK4: past delegated supply";
        if (token.getPastTotalSupply(timepoint) != SUPPLY) return "TOK4: past supply";
        return "";
    }
}
