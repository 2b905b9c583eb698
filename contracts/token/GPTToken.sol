// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Votes} from "@openzeppelin/contracts/governance/utils/Votes.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Time} from "@openzeppelin/contracts/utils/types/Time.sol";

import {IGPTToken} from "../interfaces/IGPTToken.sol";

/// @title GPTToken
/// @notice The reward and governance token of the ChatGPT Data Collective ($GPT): a fixed supply of 100,000,000.
/// @dev Nobody can mint, burn, pause, block or upgrade. Invariants, cited by the tests:
/// TOK1 the total supply is 100,000,000e18 for ever, and equals the sum of all balances;
/// TOK2 `delegatedSupply()` is the sum of the balances of the accounts that have a delegate;
/// TOK3 `delegatedSupply()` is the sum of `getVotes` over all accounts, hence never above the total supply;
/// TOK4 what `getPast…` returns for a past second never changes.
contract GPTToken is ERC20, ERC20Permit, ERC20Votes, IGPTToken {
    using Checkpoints for Checkpoints.Trace208;

    Checkpoints.Trace208 private _delegatedCheckpoints;

    /// @notice Mints the whole supply, once.
    /// @dev Emits four `Transfer` events from the zero address. Requirements:
    /// - no recipient is the zero address, else `ERC20InvalidReceiver(address(0))`.
    /// @param rewards Receives 60,000,000 $GPT, which become the contributors' reward reserve.
    /// @param treasury Receives 18,000,000 $GPT for liquidity, at the disposal of governance.
    /// @param foundation Receives 14,000,000 $GPT.
    /// @param team Receives 8,000,000 $GPT.
    constructor(
        address rewards,
        address treasury,
        address foundation,
        address team
    ) ERC20("ChatGPT Data Collective", "GPT") ERC20Permit("ChatGPT Data Collective") {
        _mint(rewards, 60_000_000e18);
        _mint(treasury, 18_000_000e18);
        _mint(foundation, 14_000_000e18);
        _mint(team, 8_000_000e18);
    }

    /// @inheritdoc IGPTToken
    function delegatedSupply() external view returns (uint256) {
        return _delegatedCheckpoints.latest();
    }

    /// @inheritdoc IGPTToken
    function getPastDelegatedSupply(uint256 timepoint) external view returns (uint256) {
        return _delegatedCheckpoints.upperLookupRecent(_validateTimepoint(timepoint));
    }

    /// @inheritdoc IERC6372
    function clock() public view override(Votes, IERC6372) returns (uint48) {
        return Time.timestamp();
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    // solhint-disable func-name-mixedcase
    /// @inheritdoc IERC6372
    function CLOCK_MODE() public pure override(Votes, IERC6372) returns (string memory) {
        return "mode=timestamp";
    }
    // solhint-enable func-name-mixedcase

    /// @dev Moves the balance first and the votes after it, as `Votes` requires.
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    /// @dev Also records the total of delegated votes, which changes only when exactly one side has a delegate.
    function _moveDelegateVotes(address from, address to, uint256 amount) internal override {
        // So it is between two accounts without a delegate, as in most claims.
        if (from == to) return;
        super._moveDelegateVotes(from, to, amount);
        if (amount == 0 || (from == address(0)) == (to == address(0))) return;

        // The supply, and with it every amount moved, is far below 2^208.
        uint208 delta = uint208(amount);
        uint208 previous = _delegatedCheckpoints.latest();
        _delegatedCheckpoints.push(clock(), from == address(0) ? previous + delta : previous - delta);
    }
}
