// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {CollectiveTimelock} from "../../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveTimelock} from "../../../contracts/interfaces/ICollectiveTimelock.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Counts what reaches it.
contract TimelockTarget {
    uint256 public calls;
    bytes32 public last;

    receive() external payable {
        _note();
    }

    fallback() external payable {
        _note();
    }

    function _note() private {
        ++calls;
        last = keccak256(abi.encode(msg.sender, msg.value, msg.data));
    }
}

/// @dev Every function of the timelock, by any caller, for any operation in any state.
contract CollectiveTimelockFuzzTest is Outcome {
    uint256 private constant START = 1_800_000_000;
    uint256 private constant DELAY = 2 days;
    address private constant PROPOSER = address(0x9409);
    address private constant EXECUTOR = address(0xe8ec);

    /// @dev An operation of one call, and how it is asked for.
    struct Operation {
        bytes data;
        uint256 value;
        bytes32 predecessor;
        bytes32 salt;
        uint256 delay;
        bool batch;
    }

    CollectiveTimelock private _timelock;
    TimelockTarget private _target;

    function setUp() external {
        vm.warp(START);
        address[] memory proposers = new address[](1);
        address[] memory executors = new address[](1);
        (proposers[0], executors[0]) = (PROPOSER, EXECUTOR);
        _timelock = new CollectiveTimelock(DELAY, proposers, executors, address(0));
        _target = new TimelockTarget();
        vm.deal(address(_timelock), 10 ether);
    }

    /// @dev TIM1: a proposer schedules an operation once, with no shorter delay than the one in force.
    /// @custom:fuzzes CollectiveTimelock.schedule CollectiveTimelock.scheduleBatch
    function testFuzz_schedule(address drawn, uint256 pick, Operation memory o) external {
        address caller = _callerFrom(drawn, PROPOSER, pick);
        o.delay = (pick >> 8) % 4 == 0 ? bound(o.delay, DELAY - 2, DELAY + 2) : bound(o.delay, 0, type(uint128).max);
        bytes32 id = _idOf(o);
        bool known = (pick >> 12) % 4 == 0;
        if (known) _schedule(o, DELAY);
        uint256 before = _timelock.getTimestamp(id);
        bytes memory refusal = ALLOWED;
        if (o.delay < DELAY) {
            refusal = abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, o.delay, DELAY);
        }
        if (known) refusal = _unexpected(id, 1);
        if (caller != PROPOSER) refusal = _missingRole(caller, "PROPOSER_ROLE");

        _startCounting();
        bool done = _callAs(caller, address(_timelock), _scheduling(o, o.delay), refusal);

        vm.assertEq(_timelock.getTimestamp(id), done ? START + o.delay : before, "when it can be executed");
        vm.assertEq(_slotsWritten(address(_timelock)), done ? 1 : 0, "nothing else changes");
        vm.assertEq(_target.calls(), 0, "nothing is called yet");
    }

    /// @dev A batch whose lists differ in length is refused, scheduled or executed.
    /// @custom:fuzzes CollectiveTimelock.scheduleBatch CollectiveTimelock.executeBatch
    function testFuzz_batchOfUnequalLists(uint8 targets, uint8 values, uint8 payloads, bool executes) external {
        (targets, values, payloads) = (targets % 4, values % 4, payloads % 4);
        vm.assume(targets != values || targets != payloads);
        address[] memory a = new address[](targets);
        uint256[] memory b = new uint256[](values);
        bytes[] memory c = new bytes[](payloads);
        bytes4 selector = TimelockController.TimelockInvalidOperationLength.selector;
        bytes memory data =
            executes
                ? abi.encodeCall(_timelock.executeBatch, (a, b, c, 0, 0))
                : abi.encodeCall(_timelock.scheduleBatch, (a, b, c, 0, 0, DELAY));

        bytes memory refusal = abi.encodeWithSelector(selector, targets, payloads, values);
        _callAs(executes ? EXECUTOR : PROPOSER, address(_timelock), data, refusal);
    }

    /// @dev A canceller ends an operation that waits, and no other.
    /// @custom:fuzzes CollectiveTimelock.cancel
    function testFuzz_cancel(address drawn, uint256 pick, Operation memory o, uint256 elapsed) external {
        address caller = _callerFrom(drawn, PROPOSER, pick);
        o.predecessor = 0;
        o.value = 0;
        uint256 kind = (pick >> 8) % 4;
        bytes32 id = _idOf(o);
        if (kind != 0) _schedule(o, DELAY);
        vm.warp(START + bound(elapsed, DELAY, 2 * DELAY));
        if (kind == 1) _callAs(EXECUTOR, address(_timelock), _execution(o), ALLOWED);
        if (kind == 2) vm.warp(START + bound(elapsed, 0, DELAY - 1));
        uint256 before = _timelock.getTimestamp(id);
        bytes memory refusal = kind < 2 ? _unexpected(id, 6) : ALLOWED;
        if (caller != PROPOSER) refusal = _missingRole(caller, "CANCELLER_ROLE");

        bool done = _callAs(caller, address(_timelock), abi.encodeCall(_timelock.cancel, (id)), refusal);

        vm.assertEq(_timelock.getTimestamp(id), done ? 0 : before, "gone");
        if (done) _callAs(EXECUTOR, address(_timelock), _execution(o), _unexpected(id, 4));
    }

    /// @dev TIM1: exactly the scheduled call, by an executor, once, after the delay and after its predecessor.
    /// @custom:fuzzes CollectiveTimelock.execute CollectiveTimelock.executeBatch
    function testFuzz_execute(address drawn, uint256 pick, Operation memory o, uint256 elapsed) external {
        address caller = _callerFrom(drawn, EXECUTOR, pick);
        o.value = bound(o.value, 0, 10 ether);
        uint256 kind = (pick >> 8) % 4;
        if (kind == 3) o.predecessor = _executeAnother();
        if (kind < 2) o.predecessor = 0;
        bytes32 id = _idOf(o);
        bool scheduled = (pick >> 12) % 8 != 0;
        if (scheduled) _schedule(o, DELAY);
        elapsed = (pick >> 16) % 2 == 0 ? bound(elapsed, DELAY - 2, DELAY + 2) : bound(elapsed, 0, 60 days);
        vm.warp(block.timestamp + elapsed);
        bytes memory refusal = ALLOWED;
        if (kind == 2 && o.predecessor != 0) {
            bytes4 selector = TimelockController.TimelockUnexecutedPredecessor.selector;
            refusal = abi.encodeWithSelector(selector, o.predecessor);
        }
        if (!scheduled || elapsed < DELAY) refusal = _unexpected(id, 4);
        if (caller != EXECUTOR) refusal = _missingRole(caller, "EXECUTOR_ROLE");
        uint256 calls = _target.calls();

        bool done = _callAs(caller, address(_timelock), _execution(o), refusal);

        vm.assertEq(_target.calls(), calls + (done ? 1 : 0), "called once");
        vm.assertTrue(_timelock.isOperationDone(id) == done, "done");
        if (!done) return;
        vm.assertEq(_target.last(), keccak256(abi.encode(_timelock, o.value, o.data)), "exactly the call");
        _callAs(EXECUTOR, address(_timelock), _execution(o), _unexpected(id, 4));
    }

    /// @dev TIM1, TIM2: only itself, and only from the delay of the deployment to 30 days.
    /// @custom:fuzzes CollectiveTimelock.updateDelay
    function testFuzz_updateDelay(address drawn, uint256 pick, uint256 delay) external {
        address caller = _callerFrom(drawn, address(_timelock), pick);
        if ((pick >> 8) % 4 != 0) delay = bound(delay, DELAY - 2, 30 days + 2);
        bytes memory refusal =
            caller == address(_timelock)
                ? ALLOWED
                : abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, caller);
        if (delay < DELAY || delay > 30 days) {
            bytes4 selector = ICollectiveTimelock.CollectiveTimelockDelayOutOfBounds.selector;
            refusal = abi.encodeWithSelector(selector, delay, DELAY, 30 days);
        }

        bool done = _callAs(caller, address(_timelock), abi.encodeCall(_timelock.updateDelay, (delay)), refusal);

        vm.assertEq(_timelock.getMinDelay(), done ? delay : DELAY, "the delay in force");
    }

    /// @dev Only the timelock itself hands out roles and takes them; a holder gives up its own.
    /// @custom:fuzzes CollectiveTimelock.grantRole CollectiveTimelock.revokeRole CollectiveTimelock.renounceRole
    function testFuzz_roles(address drawn, uint256 pick, bytes32 role, address account) external {
        uint256 kind = (pick >> 8) % 3;
        if ((pick >> 12) % 2 == 0) role = keccak256("PROPOSER_ROLE");
        if ((pick >> 16) % 2 == 0) account = PROPOSER;
        address caller = _callerFrom(drawn, kind == 2 ? account : address(_timelock), pick);
        bool held = _timelock.hasRole(role, account);
        bytes memory refusal = ALLOWED;
        bytes memory data = abi.encodeCall(_timelock.renounceRole, (role, account));
        if (kind == 0) data = abi.encodeCall(_timelock.grantRole, (role, account));
        if (kind == 1) data = abi.encodeCall(_timelock.revokeRole, (role, account));
        if (kind == 2 && caller != account) {
            refusal = abi.encodeWithSelector(IAccessControl.AccessControlBadConfirmation.selector);
        } else if (kind < 2 && caller != address(_timelock)) {
            refusal = abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, caller, 0);
        }

        _startCounting();
        bool done = _callAs(caller, address(_timelock), data, refusal);

        vm.assertTrue(_timelock.hasRole(role, account) == (done ? kind == 0 : held), "role");
        bool changed = done && held != (kind == 0);
        vm.assertEq(_slotsWritten(address(_timelock)), changed ? 1 : 0, "nothing else changes");
    }

    /// @dev Ether and safe transfers of other tokens reach it, from anyone; what leaves was decided.
    /// @custom:fuzzes CollectiveTimelock.receive CollectiveTimelock.onERC721Received
    /// @custom:fuzzes CollectiveTimelock.onERC1155Received CollectiveTimelock.onERC1155BatchReceived
    function testFuzz_receipts(address caller, uint96 sent, address from, uint256 tokenId, bytes memory data) external {
        vm.deal(address(this), sent);
        (bool accepted, ) = address(_timelock).call{value: sent}("");
        vm.assertTrue(accepted && address(_timelock).balance == 10 ether + uint256(sent), "ether");
        uint256[] memory ids = new uint256[](1);
        ids[0] = tokenId;

        vm.startPrank(caller);
        bytes4 first = _timelock.onERC721Received(caller, from, tokenId, data);
        bytes4 second = _timelock.onERC1155Received(caller, from, tokenId, sent, data);
        bytes4 third = _timelock.onERC1155BatchReceived(caller, from, ids, ids, data);
        vm.stopPrank();

        vm.assertTrue(first == IERC721Receiver.onERC721Received.selector, "ERC-721");
        vm.assertTrue(second == IERC1155Receiver.onERC1155Received.selector, "ERC-1155");
        vm.assertTrue(third == IERC1155Receiver.onERC1155BatchReceived.selector, "a batch of ERC-1155");
    }

    /// @dev Schedules and executes an operation that can precede another; returns its id.
    function _executeAnother() private returns (bytes32 id) {
        Operation memory other;
        other.salt = "another";
        _schedule(other, DELAY);
        vm.warp(block.timestamp + DELAY);
        _callAs(EXECUTOR, address(_timelock), _execution(other), ALLOWED);
        return _idOf(other);
    }

    function _schedule(Operation memory o, uint256 delay) private {
        _callAs(PROPOSER, address(_timelock), _scheduling(o, delay), ALLOWED);
    }

    function _scheduling(Operation memory o, uint256 delay) private view returns (bytes memory) {
        if (!o.batch) {
            address target = address(_target);
            return abi.encodeCall(_timelock.schedule, (target, o.value, o.data, o.predecessor, o.salt, delay));
        }
        (address[] memory a, uint256[] memory b, bytes[] memory c) = _lists(o);
        return abi.encodeCall(_timelock.scheduleBatch, (a, b, c, o.predecessor, o.salt, delay));
    }

    function _execution(Operation memory o) private view returns (bytes memory) {
        if (!o.batch) {
            return abi.encodeCall(_timelock.execute, (address(_target), o.value, o.data, o.predecessor, o.salt));
        }
        (address[] memory a, uint256[] memory b, bytes[] memory c) = _lists(o);
        return abi.encodeCall(_timelock.executeBatch, (a, b, c, o.predecessor, o.salt));
    }

    function _idOf(Operation memory o) private view returns (bytes32) {
        if (!o.batch) return keccak256(abi.encode(_target, o.value, o.data, o.predecessor, o.salt));
        (address[] memory a, uint256[] memory b, bytes[] memory c) = _lists(o);
        return keccak256(abi.encode(a, b, c, o.predecessor, o.salt));
    }

    function _lists(Operation memory o) private view returns (address[] memory, uint256[] memory, bytes[] memory) {
        (address[] memory a, uint256[] memory b, bytes[] memory c) = (
            new address[](1),
            new uint256[](1),
            new bytes[](1)
        );
        (a[0], b[0], c[0]) = (address(_target), o.value, o.data);
        return (a, b, c);
    }

    /// @dev The error for an operation that is in none of the states of `expected`, a bitmap as OpenZeppelin counts them.
    function _unexpected(bytes32 id, uint256 expected) private pure returns (bytes memory) {
        bytes4 selector = TimelockController.TimelockUnexpectedOperationState.selector;
        return abi.encodeWithSelector(selector, id, expected);
    }

    function _missingRole(address caller, string memory role) private pure returns (bytes memory) {
        bytes4 selector = IAccessControl.AccessControlUnauthorizedAccount.selector;
        return abi.encodeWithSelector(selector, caller, keccak256(bytes(role)));
    }
}
