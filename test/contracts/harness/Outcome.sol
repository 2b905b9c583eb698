// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Harness} from "./Harness.sol";

/// @dev The cheat codes that only this base needs.
interface VmRecorder {
    function record() external;
    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
}

/// @dev Base of the fuzz tests of single functions: makes a call for any caller and compares what came of it with what
/// the test says must come of it, down to the bytes of the error and the number of storage slots written.
abstract contract Outcome is Harness {
    VmRecorder private constant RECORDER = VmRecorder(address(vm));

    /// @dev What a call must come to when nothing stands against it.
    bytes internal constant ALLOWED = "";

    /// @dev Calls as `caller`. The call must succeed when `refusal` is empty, and fail with exactly these bytes otherwise.
    function _callAs(
        address caller,
        address target,
        bytes memory data,
        bytes memory refusal
    ) internal returns (bool allowed) {
        allowed = refusal.length == 0;
        vm.prank(caller);
        (bool success, bytes memory answer) = target.call(data);

        if (allowed) {
            vm.assertTrue(success, "refused what is allowed");
        } else {
            vm.assertTrue(!success, "allowed what is to be refused");
            vm.assertEq(keccak256(answer), keccak256(refusal), "another error or other values");
        }
    }

    /// @dev Starts to count the storage slots that calls write.
    function _startCounting() internal {
        RECORDER.record();
    }

    /// @dev The number of different storage slots of `target` written since {_startCounting}.
    function _slotsWritten(address target) internal returns (uint256 count) {
        (, bytes32[] memory writes) = RECORDER.accesses(target);
        for (uint256 i = 0; i < writes.length; ++i) {
            bool first = true;
            for (uint256 k = 0; k < i; ++k) first = first && writes[k] != writes[i];
            if (first) ++count;
        }
    }

    /// @dev `known` in three of four cases, else the drawn address: an arbitrary one alone would hardly ever be allowed.
    function _callerFrom(address drawn, address known, uint256 pick) internal pure returns (address) {
        return pick % 4 == 0 ? drawn : known;
    }

    /// @dev The error of OpenZeppelin's AccessManaged for a caller without the role.
    function _unauthorized(address caller) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
    }

    /// @dev A text of `length` bytes.
    function _text(uint256 length) internal pure returns (string memory) {
        return string(new bytes(length));
    }
}
