// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {CollectiveGovernor} from "../../contracts/governance/CollectiveGovernor.sol";
import {CollectiveTimelock} from "../../contracts/governance/CollectiveTimelock.sol";
import {ICollectiveGovernor} from "../../contracts/interfaces/ICollectiveGovernor.sol";
import {GPTToken} from "../../contracts/token/GPTToken.sol";
import {Harness} from "./harness/Harness.sol";

/// @dev A cheat code that makes an account's storage as expensive as in a transaction of its own.
interface Cooling {
    function cool(address account) external;
}

/// @dev Measures what delegations of dust, made by others, cost their victim.
contract GPTTokenDustTest is Harness {
    uint256 private constant DUST = 10_000;
    address private constant VICTIM = address(0xA11CE);

    GPTToken private token;
    CollectiveGovernor private governor;
    uint256 private proposers;

    event Measured(string what, uint256 gasBefore, uint256 gasAfter);

    function setUp() external {
        vm.warp(1_800_000_000);
        CollectiveTimelock timelock = new CollectiveTimelock(60, new address[](0), new address[](0), address(this));
        token = new GPTToken(address(this), address(this), address(this), address(this));
        ICollectiveGovernor.QuorumParameters memory quorum = ICollectiveGovernor.QuorumParameters(
            400,
            3_000,
            10_000e18
        );
        governor = new CollectiveGovernor(
            token,
            timelock,
            ICollectiveGovernor.Settings(0, 14 days, 0, 1_000e18, address(this), quorum)
        );
        token.transfer(VICTIM, 1_000e18);
        vm.prank(VICTIM);
        token.delegate(VICTIM);
        vm.warp(block.timestamp + 1);
    }

    /// T38: after 10,000 delegations of dust, each in a second of its own, the victim's transfers cost what they did.
    function test_T38_dustDelegationsDoNotMakeTransfersDearer() external {
        _transferGas();
        uint256 gasBefore = _transferGas();
        _dust();
        uint256 gasAfter = _transferGas();

        emit Measured("transfer", gasBefore, gasAfter);
        vm.assertLe(gasAfter * 100, gasBefore * 105, "transfer");
    }

    /// T38: a vote looks its weight and the quorum up among all checkpoints, so that dust makes it dearer, but only by
    /// the logarithm: far too little to keep anybody from voting.
    function test_T38_dustDelegationsMakeVotesDearerByTheLogarithmOnly() external {
        uint256 old = _propose();
        uint256 gasBefore = _voteGas(_propose());
        _dust();
        uint256 recentGas = _voteGas(_propose());
        uint256 oldGas = _voteGas(old);

        emit Measured("vote, recent snapshot", gasBefore, recentGas);
        emit Measured("vote, snapshot before all dust", gasBefore, oldGas);
        // Two look-ups, of the weight and of the delegated supply: 2·⌈log2 √10000⌉ and 2·⌈log2 10000⌉ reads of 2,100 gas
        // and the arithmetic around them.
        vm.assertLe(recentGas, gasBefore + 2 * 7 * 2_400, "recent");
        vm.assertLe(oldGas, gasBefore + 2 * 14 * 2_400, "old");
    }

    function _dust() private {
        uint256 checkpoints = token.numCheckpoints(VICTIM);
        for (uint256 i = 0; i < DUST; ++i) {
            address dust = address(uint160(0xD000_0000 + i));
            token.transfer(dust, 1);
            vm.warp(block.timestamp + 1);
            vm.prank(dust);
            token.delegate(VICTIM);
        }
        vm.assertEq(token.numCheckpoints(VICTIM), checkpoints + DUST, "no attack");
        vm.warp(block.timestamp + 1);
    }

    /// @dev A transfer by the victim in a second of its own, so that it writes a checkpoint as most transfers do.
    function _transferGas() private returns (uint256 used) {
        vm.warp(block.timestamp + 1);
        Cooling(address(vm)).cool(address(token));
        vm.prank(VICTIM);
        used = gasleft();
        token.transfer(address(0xB0B), 1);
        used -= gasleft();
    }

    /// @dev A proposal by somebody new, on which votes can be cast.
    function _propose() private returns (uint256 id) {
        address proposer = address(uint160(0xFACE00 + ++proposers));
        token.transfer(proposer, 1_000e18);
        vm.prank(proposer);
        token.delegate(proposer);
        vm.warp(block.timestamp + 1);
        address[] memory targets = new address[](1);
        targets[0] = proposer;
        vm.prank(proposer);
        id = governor.propose(targets, new uint256[](1), new bytes[](1), "");
        vm.warp(block.timestamp + 1);
    }

    function _voteGas(uint256 id) private returns (uint256 used) {
        Cooling(address(vm)).cool(address(token));
        Cooling(address(vm)).cool(address(governor));
        vm.prank(VICTIM);
        used = gasleft();
        governor.castVote(id, 1);
        used -= gasleft();
    }
}
