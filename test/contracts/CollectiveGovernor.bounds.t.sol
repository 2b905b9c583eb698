// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {CollectiveGovernor} from "../../contracts/governance/CollectiveGovernor.sol";
import {CollectiveTimelock} from "../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveGovernor} from "../../contracts/interfaces/ICollectiveGovernor.sol";
import {CallRecorderMock} from "../../contracts/mocks/CallRecorderMock.sol";
import {GPTToken} from "../../contracts/token/GPTToken.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev Governance with one voter, the only one with a delegate, to whom settings are changed with exactly the floor.
contract CollectiveGovernorBoundsTest is Harness {
    uint256 private constant SETTINGS = 8;
    uint256 private constant LIFETIME = 14 days;
    address private constant REST = address(0xbe57);

    GPTToken private token;
    CollectiveTimelock private timelock;
    CollectiveGovernor private governor;
    CallRecorderMock private recorder;
    uint256 private proposals;

    struct Change {
        uint48 votingDelay;
        uint32 votingPeriod;
        uint48 extension;
        uint256 threshold;
        ICollectiveGovernor.QuorumParameters quorum;
        uint256 timelockDelay;
    }

    function setUp() external {
        vm.warp(1_800_000_000);
        timelock = new CollectiveTimelock(1 minutes, new address[](0), new address[](0), address(this));
        token = new GPTToken(address(this), REST, REST, REST);
        ICollectiveGovernor.QuorumParameters memory quorum = ICollectiveGovernor.QuorumParameters(
            400,
            3_000,
            10_000e18
        );
        governor = new CollectiveGovernor(
            token,
            timelock,
            ICollectiveGovernor.Settings(60, 1 hours, 10 minutes, 1_000e18, address(this), quorum)
        );
        timelock.grantRole(timelock.PROPOSER_ROLE(), address(governor));
        timelock.grantRole(timelock.EXECUTOR_ROLE(), address(governor));
        token.transfer(REST, 50_000_000e18);
        token.delegate(address(this));
        recorder = new CallRecorderMock();
        vm.warp(block.timestamp + 1);
    }

    /// T40: under each of the 256 combinations of extreme settings whoever has the floor delegated can decide the next
    /// combination, so that governance is alive in all of them; the last decision goes back to the first.
    function test_T40_everyCornerCanBeLeft() external {
        for (uint256 corner = 0; corner <= 1 << SETTINGS; ++corner) _change(_corner(corner));
    }

    /// T40: the same for any settings within their bounds.
    function testFuzz_T40_anyLegalSettingsCanBeLeft(uint256[SETTINGS] calldata seeds) external {
        _change(_within(seeds));
        _change(_corner(0));
    }

    /// T40: no vote can move a setting out of its bounds; within them it is set to what was decided.
    function testFuzz_T40_settersKeepTheBounds(uint256 seed, uint256 value) external {
        (uint256 minimum, uint256 maximum) = _boundsNow(seed % SETTINGS);
        _trySetting(seed % SETTINGS, _near(value, minimum, maximum), minimum, maximum);
    }

    /// T40: both bounds of each setting are allowed, and the values next to them are not.
    function test_T40_bothBoundsAreAllowed() external {
        for (uint256 setting = 0; setting < SETTINGS; ++setting) {
            (uint256 minimum, uint256 maximum) = _boundsNow(setting);
            _trySetting(setting, minimum, minimum, maximum);
            if (minimum > 0) _trySetting(setting, minimum - 1, minimum, maximum);
            _trySetting(setting, maximum + 1, minimum, maximum);
            _trySetting(setting, maximum, minimum, maximum);
            // Back to where the extension is bounded by one hour.
            _change(_corner(0));
            _hold(5_000_000e18);
        }
    }

    /// T40: with less delegated than the floor nothing can be decided, until more is delegated.
    function test_T40_aFloorAboveTheDelegatedVotesWaitsForDelegations() external {
        Change memory highFloor = _corner(0);
        highFloor.quorum = ICollectiveGovernor.QuorumParameters(2_000, 500, 5_000_000e18);
        _change(highFloor);
        _hold(5_000_000e18 - 1);

        uint256 id = _vote(_one(address(recorder), "one"));
        require(governor.state(id) == IGovernor.ProposalState.Defeated, "below the floor");

        vm.prank(REST);
        token.delegate(address(this));
        vm.warp(block.timestamp + 1);
        id = _vote(_one(address(recorder), "two"));
        require(governor.state(id) == IGovernor.ProposalState.Succeeded, "above the floor");
    }

    /// T40: what can pass can be proposed: the threshold is never above the floor, whichever of them changes.
    function testFuzz_T40_thresholdStaysWithinTheFloor(uint256 floor, uint256 threshold) external {
        Change memory change = _corner(0);
        change.quorum.floor = uint128(bound(floor, 10_000e18, 5_000_000e18));
        change.threshold = bound(threshold, 1_000e18, change.quorum.floor > 1e24 ? 1e24 : change.quorum.floor);
        _change(change);

        _hold(5_000_000e18);
        _trySetting(6, change.threshold - 1, change.threshold > 1e22 ? change.threshold : 1e22, 5_000_000e18);
        if (change.quorum.floor < 1e24) _trySetting(3, change.quorum.floor + 1, 1_000e18, change.quorum.floor);
    }

    /// T41: the threshold never leaves the bounds in which 1 % of the supply can propose.
    function testFuzz_T41_thresholdKeepsItsBounds(uint256 value) external {
        Change memory change = _corner(0);
        change.quorum.floor = 5_000_000e18;
        _change(change);
        _hold(5_000_000e18);

        _trySetting(3, _near(value, 1_000e18, 1_000_000e18), 1_000e18, 1_000_000e18);
        require(governor.proposalThreshold() <= token.totalSupply() / 100, "out of reach");
    }

    /// T41: calldata of any content and length is stored, queued and executed as it was proposed.
    function testFuzz_T41_calldataIsKept(bytes calldata head, uint256 length) external {
        // Neither of the recorder's own function, nor empty.
        bytes memory data = new bytes(bound(length, 4, 3_000));
        for (uint256 i = 0; i < data.length; ++i) data[i] = i < head.length ? head[i] : bytes1(uint8(i));
        vm.assume(bytes4(data) != recorder.latestCalldata.selector);

        _requireKept(data);
    }

    /// T41: also at the lengths around a word, and when longer than a block's usual transaction.
    function test_T41_calldataOfEveryRemainderIsKept() external {
        for (uint256 length = 1; length <= 68; ++length) _requireKept(new bytes(length));
        _requireKept(new bytes(20_000));
    }

    function _requireKept(bytes memory data) private {
        Call[] memory calls = new Call[](2);
        calls[0] = Call(address(recorder), hex"ffffffff");
        calls[1] = Call(address(recorder), data);
        uint256 id = _vote(calls);

        (address[] memory targets, uint256[] memory values, bytes[] memory stored, ) = governor.proposalDetails(id);
        require(targets.length == 2 && values.length == 2 && stored.length == 2, "lengths");
        vm.assertEq(keccak256(stored[0]), keccak256(hex"ffffffff"), "first call");
        vm.assertEq(keccak256(stored[1]), keccak256(data), "stored");

        _queueAndWait(id);
        governor.execute(id);
        vm.assertEq(keccak256(recorder.latestCalldata()), keccak256(data), "executed");
    }

    /// @dev Decides one setting, and requires that it is refused, or takes effect, as the bounds say.
    function _trySetting(uint256 setting, uint256 value, uint256 minimum, uint256 maximum) private {
        uint256 oldValue = _read(setting);
        (address target, bytes memory data) = _setter(setting, value);
        uint256 id = _vote(_one(target, data));
        _queueAndWait(id);
        bool legal = value >= minimum && value <= maximum;
        try governor.execute(id) {
            require(legal, "out of bounds, but set");
            vm.assertEq(_read(setting), value, "not what was decided");
        } catch {
            require(!legal, "within bounds, but refused");
            vm.assertEq(_read(setting), oldValue, "refused, but changed");
        }
    }

    struct Call {
        address target;
        bytes data;
    }

    function _one(address target, bytes memory data) private pure returns (Call[] memory calls) {
        calls = new Call[](1);
        calls[0] = Call(target, data);
    }

    /// @dev Proposes and votes For in the last second; returns when the vote, extended or not, has ended.
    function _vote(Call[] memory calls) private returns (uint256 id) {
        address[] memory targets = new address[](calls.length);
        bytes[] memory calldatas = new bytes[](calls.length);
        for (uint256 i = 0; i < calls.length; ++i) (targets[i], calldatas[i]) = (calls[i].target, calls[i].data);
        // Same calls, other proposal.
        string memory description = string(abi.encodePacked(++proposals));
        id = governor.propose(targets, new uint256[](calls.length), calldatas, description);
        vm.warp(governor.proposalDeadline(id));
        governor.castVote(id, 1);
        vm.warp(governor.proposalDeadline(id) + 1);
    }

    /// @dev Queues and lets the delay pass, both as late as possible.
    function _queueAndWait(uint256 id) private {
        vm.warp(governor.proposalDeadline(id) + LIFETIME);
        governor.queue(id);
        vm.warp(governor.proposalEta(id) + LIFETIME);
    }

    /// @dev Gives the voter exactly `amount` delegated votes.
    function _hold(uint256 amount) private {
        uint256 balance = token.balanceOf(address(this));
        if (balance > amount) token.transfer(REST, balance - amount);
        if (balance < amount) {
            vm.prank(REST);
            token.transfer(address(this), amount - balance);
        }
        vm.warp(block.timestamp + 1);
    }

    /// @dev Decides all settings at once, under those in force, with no more votes than their floor.
    function _change(Change memory change) private {
        _hold(governor.quorumParameters().floor);
        Call[] memory calls = new Call[](8);
        // The period cannot be shorter than the extension, so the extension is taken away first.
        calls[0].data = abi.encodeCall(governor.setLateQuorumVoteExtension, (0));
        calls[1].data = abi.encodeCall(governor.setVotingPeriod, (change.votingPeriod));
        calls[2].data = abi.encodeCall(governor.setLateQuorumVoteExtension, (change.extension));
        calls[3].data = abi.encodeCall(governor.setVotingDelay, (change.votingDelay));
        // The threshold cannot be above the floor, so it is taken away first.
        calls[4].data = abi.encodeCall(governor.setProposalThreshold, (1_000e18));
        calls[5].data = abi.encodeCall(governor.setQuorumParameters, (change.quorum));
        calls[6].data = abi.encodeCall(governor.setProposalThreshold, (change.threshold));
        for (uint256 i = 0; i < 7; ++i) calls[i].target = address(governor);
        calls[7] = Call(address(timelock), abi.encodeCall(timelock.updateDelay, (change.timelockDelay)));

        uint256 id = _vote(calls);
        _queueAndWait(id);
        governor.execute(id);

        vm.assertEq(governor.votingPeriod(), change.votingPeriod, "period");
        vm.assertEq(governor.votingDelay(), change.votingDelay, "delay");
        vm.assertEq(governor.lateQuorumVoteExtension(), change.extension, "extension");
        vm.assertEq(governor.proposalThreshold(), change.threshold, "threshold");
        vm.assertEq(governor.quorumParameters().floor, change.quorum.floor, "floor");
        vm.assertEq(timelock.getMinDelay(), change.timelockDelay, "timelock");
    }

    /// @dev The settings of a corner: bit `n` says which bound setting `n` is at. Corner 256 is corner 0 again.
    function _corner(uint256 corner) private pure returns (Change memory) {
        uint256[SETTINGS] memory seeds;
        for (uint256 setting = 0; setting < SETTINGS; ++setting) {
            (uint256 minimum, uint256 maximum) = _bounds(setting);
            seeds[setting] = (corner >> setting) & 1 == 0 ? 0 : maximum - minimum;
        }
        return _within(seeds);
    }

    /// @dev Legal settings: each its minimum plus its seed, wrapped at its maximum.
    function _within(uint256[SETTINGS] memory seeds) private pure returns (Change memory change) {
        uint256[SETTINGS] memory values;
        for (uint256 setting = 0; setting < SETTINGS; ++setting) {
            (uint256 minimum, uint256 maximum) = _bounds(setting);
            values[setting] = bound(seeds[setting], minimum, maximum);
        }
        change.votingDelay = uint48(values[0]);
        change.votingPeriod = uint32(values[1]);
        change.extension = uint48((values[2] * values[1]) / 1 hours);
        change.threshold = values[3] < values[6] ? values[3] : values[6];
        change.quorum = ICollectiveGovernor.QuorumParameters(uint16(values[4]), uint16(values[5]), uint128(values[6]));
        change.timelockDelay = values[7];
    }

    /// @dev The bounds of a setting while the first settings are in force, whose floor is 10,000 $GPT.
    function _boundsNow(uint256 setting) private pure returns (uint256 minimum, uint256 maximum) {
        return setting == 3 ? (1_000e18, 10_000e18) : _bounds(setting);
    }

    /// @dev The bounds of a setting, as documented. The extension is bounded by the first period, one hour.
    function _bounds(uint256 setting) private pure returns (uint256 minimum, uint256 maximum) {
        if (setting == 0) return (0, 7 days);
        if (setting == 1) return (1 hours, 14 days);
        if (setting == 2) return (0, 1 hours);
        if (setting == 3) return (1_000e18, 1_000_000e18);
        if (setting == 4) return (100, 2_000);
        if (setting == 5) return (500, 5_000);
        if (setting == 6) return (10_000e18, 5_000_000e18);
        return (1 minutes, 30 days);
    }

    /// @dev A value of which about a third lies below, within and above the bounds, most of them near one.
    function _near(uint256 value, uint256 minimum, uint256 maximum) private pure returns (uint256) {
        if (value % 4 == 0) return value;
        uint256 span = maximum - minimum + 1;
        return bound(value / 4, minimum > span ? minimum - span : 0, maximum + span);
    }

    function _read(uint256 setting) private view returns (uint256) {
        if (setting == 0) return governor.votingDelay();
        if (setting == 1) return governor.votingPeriod();
        if (setting == 2) return governor.lateQuorumVoteExtension();
        if (setting == 3) return governor.proposalThreshold();
        if (setting == 4) return governor.quorumParameters().capBps;
        if (setting == 5) return governor.quorumParameters().shareBps;
        if (setting == 6) return governor.quorumParameters().floor;
        return timelock.getMinDelay();
    }

    /// @dev The call that sets one setting, as words: a value that does not fit its type is refused by the decoder.
    function _setter(uint256 setting, uint256 value) private view returns (address, bytes memory) {
        if (setting == 7) return (address(timelock), abi.encodeCall(timelock.updateDelay, (value)));
        if (setting >= 4) {
            uint256[3] memory words = [_read(4), _read(5), _read(6)];
            words[setting - 4] = value;
            return (address(governor), abi.encodePacked(governor.setQuorumParameters.selector, words));
        }
        bytes4[4] memory selectors = [
            governor.setVotingDelay.selector,
            governor.setVotingPeriod.selector,
            governor.setLateQuorumVoteExtension.selector,
            governor.setProposalThreshold.selector
        ];
        return (address(governor), abi.encodePacked(selectors[setting], value));
    }
}
