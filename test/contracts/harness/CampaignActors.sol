// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @dev A contract account that uses every chance to call back what it was armed with, and counts what went through.
contract ReentrantActor {
    uint256 public breaches;
    uint256 public attempts;
    address[] private _targets;
    bytes[] private _calls;

    receive() external payable {
        _attack();
    }

    fallback(bytes calldata) external payable returns (bytes memory) {
        _attack();
        return abi.encode(true);
    }

    function arm(address[] memory targets, bytes[] memory calls) external {
        (_targets, _calls) = (targets, calls);
    }

    /// @dev Answers like ERC-1271 without being `view`: agrees to everything, unless a change went through meanwhile.
    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        for (uint256 i = 0; i < _targets.length; ++i) {
            // Bounded, because a forbidden change in a static call burns all gas it was given.
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, ) = _targets[i].call{gas: 100_000}(_calls[i]);
            if (success) return bytes4(0xffffffff);
        }
        return IERC1271.isValidSignature.selector;
    }

    function _attack() private {
        ++attempts;
        for (uint256 i = 0; i < _targets.length; ++i) {
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, ) = _targets[i].call(_calls[i]);
            if (success) ++breaches;
        }
    }
}

/// @dev A contract account that takes no ether and whose wallet never agrees.
contract RefusingActor is IERC1271 {
    error RefusingActorNoEther();

    receive() external payable {
        revert RefusingActorNoEther();
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return bytes4(0xffffffff);
    }
}
