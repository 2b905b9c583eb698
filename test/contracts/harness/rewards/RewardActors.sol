// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev An account that, whenever it is handed control, counts it and calls what it was told to call: with a token hook
/// or a payment it would re-enter.
contract ReentrantActor {
    uint256 public entered;
    address private _target;
    bytes private _data;

    receive() external payable {
        _reenter();
    }

    fallback() external payable {
        _reenter();
    }

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function _reenter() private {
        ++entered;
        // Whether the call goes through is not this account's concern.
        (bool ok, ) = _target.call(_data);
        ok;
    }
}

/// @dev An account that takes no ether and no call at all.
contract RefusingActor {
    error RefusingActorRefuses();

    receive() external payable {
        revert RefusingActorRefuses();
    }

    fallback() external payable {
        revert RefusingActorRefuses();
    }
}
