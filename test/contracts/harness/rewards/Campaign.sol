// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Harness} from "../Harness.sol";

/// @dev What the handler of a reward campaign offers to its test.
interface ICampaignHandler {
    function calls() external view returns (uint256);
    function triesOf(bytes4 selector) external view returns (uint256);
    function timesOf(bytes32 what) external view returns (uint256);
    function difference() external view returns (string memory);
    function check() external view;
    function finish() external;
}

/// @dev An invariant test whose handler keeps a model: after each call the contracts must equal it, and at the end of each
/// run the model must lead them to an end in which everybody is paid. Runs of 500 calls or more must have reached
/// everything that they are for.
abstract contract Campaign is Harness {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    ICampaignHandler internal _handler;
    bytes4[] private _actions;
    bytes32[] private _common;
    bytes32[] private _rare;

    /// @dev Tells the runner to call nothing but the actions.
    function targetSelectors() external view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(_handler), _actions);
    }

    function afterInvariant() external {
        _requireReached();
        _handler.finish();
        _requireModel();
    }

    function _begin(address handler, bytes4[] memory actions) internal {
        _handler = ICampaignHandler(handler);
        _actions = actions;
        _targetContract(handler);
    }

    /// @dev Names what every long run must do at least five times.
    function _mustReachOften(bytes32 what) internal {
        _common.push(what);
    }

    /// @dev Names what every long run must do at least once.
    function _mustReachOnce(bytes32 what) internal {
        _rare.push(what);
    }

    function _requireModel() internal view {
        string memory difference = _handler.difference();
        vm.assertTrue(bytes(difference).length == 0, difference);
        _handler.check();
    }

    function _requireReached() private view {
        uint256 calls = _handler.calls();
        if (calls < 500) return;
        for (uint256 i = 0; i < _actions.length; ++i) {
            vm.assertTrue(_handler.triesOf(_actions[i]) * 200 >= calls, "an action is too rare");
        }
        for (uint256 i = 0; i < _common.length; ++i) _requireTimes(_common[i], 5);
        for (uint256 i = 0; i < _rare.length; ++i) _requireTimes(_rare[i], 1);
    }

    function _requireTimes(bytes32 what, uint256 times) private view {
        if (_handler.timesOf(what) >= times) return;
        uint256 length = 0;
        while (length < 32 && what[length] != 0) ++length;
        bytes memory name = new bytes(length);
        for (uint256 i = 0; i < length; ++i) name[i] = what[i];
        vm.assertTrue(false, string.concat("hardly ever reached: ", string(name)));
    }
}
