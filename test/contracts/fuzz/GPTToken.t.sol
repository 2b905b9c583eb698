// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {GPTToken} from "../../../contracts/token/GPTToken.sol";
import {Outcome} from "../harness/Outcome.sol";

/// @dev Every function of the token for any caller, amount, recipient and signature. Alice has a key and, in most cases,
/// a delegate; Bob holds tokens that nobody votes with.
contract GPTTokenFuzzTest is Outcome {
    bytes32 private constant DELEGATION_TYPEHASH = keccak256(
        "Delegation(address delegatee,uint256 nonce,uint256 expiry)"
    );
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );
    uint256 private constant KEY = 0xa11ce;
    uint256 private constant HELD = 18_000_000e18;
    uint256 private constant SUPPLY = 100_000_000e18;
    address private constant BOB = address(0xb0b);
    address private constant DELEGATE = address(0xde1e);
    uint256 private constant START = 1_800_000_000;

    GPTToken private _token;
    address private _alice;

    /// @dev A delegation or permit by signature.
    struct Signed {
        address to;
        uint256 value;
        uint256 nonce;
        uint256 deadline;
        uint256 key;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    function setUp() external {
        vm.warp(START);
        _alice = vm.addr(KEY);
        _token = new GPTToken(address(0x60), _alice, BOB, address(0x8));
        vm.prank(_alice);
        _token.delegate(DELEGATE);
    }

    /// @dev TOK1–TOK3: moves tokens and their votes, and nothing else.
    /// @custom:fuzzes GPTToken.transfer
    function testFuzz_transfer(address drawn, uint256 pick, address to, uint256 amount) external {
        address caller = _callerFrom(drawn, _alice, pick);
        vm.assume(caller != address(0));
        to = _recipient(to, pick);
        if ((pick >> 12) % 4 != 0) amount = bound(amount, 0, HELD + 1);

        _move(caller, to, amount, caller, abi.encodeCall(_token.transfer, (to, amount)), ALLOWED);
    }

    /// @dev A spender moves what it was allowed and not a wei more; an unlimited allowance stays.
    /// @custom:fuzzes GPTToken.transferFrom
    function testFuzz_transferFrom(
        address spender,
        uint256 pick,
        address to,
        uint256 amount,
        uint256 allowed
    ) external {
        vm.assume(spender != address(0));
        to = _recipient(to, pick);
        if ((pick >> 12) % 4 != 0) amount = bound(amount, 0, HELD + 1);
        if ((pick >> 16) % 4 == 0) allowed = type(uint256).max;
        if ((pick >> 16) % 4 == 1) allowed = amount;
        vm.prank(_alice);
        _token.approve(spender, allowed);
        bytes memory refusal = ALLOWED;
        if (allowed < amount) {
            bytes4 selector = IERC20Errors.ERC20InsufficientAllowance.selector;
            refusal = abi.encodeWithSelector(selector, spender, allowed, amount);
        }

        bytes memory data = abi.encodeCall(_token.transferFrom, (_alice, to, amount));
        bool moved = _move(_alice, to, amount, spender, data, refusal);

        bool used = moved && allowed != type(uint256).max;
        vm.assertEq(_token.allowance(_alice, spender), used ? allowed - amount : allowed, "allowance");
    }

    /// @dev An owner allows whom and what it likes; the last word counts.
    /// @custom:fuzzes GPTToken.approve
    function testFuzz_approve(address owner, address spender, uint256 first, uint256 second) external {
        vm.assume(owner != address(0));
        bytes memory refusal =
            spender == address(0)
                ? abi.encodeWithSelector(IERC20Errors.ERC20InvalidSpender.selector, spender)
                : ALLOWED;

        _startCounting();
        _callAs(owner, address(_token), abi.encodeCall(_token.approve, (spender, first)), refusal);
        bool done = _callAs(owner, address(_token), abi.encodeCall(_token.approve, (spender, second)), refusal);

        vm.assertEq(_token.allowance(owner, spender), done ? second : 0, "allowance");
        if (done) vm.assertEq(_slotsWritten(address(_token)), 1, "nothing else changes");
    }

    /// @dev TOK2, TOK3: whoever delegates moves its own votes and no tokens.
    /// @custom:fuzzes GPTToken.delegate
    function testFuzz_delegate(address drawn, uint256 pick, address to) external {
        address caller = (pick >> 8) % 2 == 0 ? _callerFrom(drawn, _alice, pick) : BOB;
        vm.assume(caller != address(0));
        to = _recipient(to, pick);

        _callAs(caller, address(_token), abi.encodeCall(_token.delegate, (to)), ALLOWED);

        _assertDelegated(caller, to);
    }

    /// @dev A signature delegates the signer's votes once, up to its expiry, whoever sends it.
    /// @custom:fuzzes GPTToken.delegateBySig
    function testFuzz_delegateBySig(address caller, uint256 pick, Signed memory d, bool tampered) external {
        (d.nonce, d.deadline) = _nonceAndDeadline(d, pick);
        d.key = (pick >> 16) % 4 == 0 ? bound(d.key, 1, type(uint128).max) : KEY;
        d.to = _recipient(d.to, pick);
        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, d.to, d.nonce, d.deadline));
        (d.v, d.r, d.s) = vm.sign(d.key, _digest(structHash));
        address signer = vm.addr(d.key);
        bytes memory refusal = ALLOWED;
        if (d.nonce != 0) refusal = abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, signer, 0);
        if (block.timestamp > d.deadline) {
            refusal = abi.encodeWithSelector(IVotes.VotesExpiredSignature.selector, d.deadline);
        }
        bytes memory data = abi.encodeCall(_token.delegateBySig, (d.to, d.nonce, d.deadline, d.v, d.r, d.s));

        if (tampered && refusal.length == 0) {
            // Another delegatee makes another signer of it, who is nobody and votes with nothing.
            address other = address(uint160(d.to) ^ 1);
            vm.prank(caller);
            _token.delegateBySig(other, 0, d.deadline, d.v, d.r, d.s);
            vm.assertEq(_token.delegates(_alice), DELEGATE, "the signer's votes stay");
            vm.assertEq(_token.nonces(signer), 0, "its signature is good still");
        }
        bool done = _callAs(caller, address(_token), data, refusal);
        vm.assertEq(_token.nonces(signer), done ? 1 : 0, "used once");
        if (!done) return;
        _assertDelegated(signer, d.to);
        refusal = abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, signer, 1);
        _callAs(caller, address(_token), data, refusal);
    }

    /// @dev A signature allows exactly what it says, once, up to its deadline, whoever sends it.
    /// @custom:fuzzes GPTToken.permit
    function testFuzz_permit(address caller, uint256 pick, Signed memory p) external {
        (p.nonce, p.deadline) = _nonceAndDeadline(p, pick);
        p.key = (pick >> 16) % 4 == 0 ? bound(p.key, 1, type(uint128).max) : KEY;
        vm.assume(p.to != address(0));
        uint256 stated = (pick >> 20) % 4 == 0 ? p.value ^ 1 : p.value;
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, _alice, p.to, p.value, p.nonce, p.deadline));
        (p.v, p.r, p.s) = vm.sign(p.key, _digest(structHash));
        bytes memory refusal = ALLOWED;
        if (p.key != KEY || stated != p.value || p.nonce != 0) {
            refusal = _invalidSigner(p, stated);
        }
        if (block.timestamp > p.deadline) {
            refusal = abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, p.deadline);
        }
        bytes memory data = abi.encodeCall(_token.permit, (_alice, p.to, stated, p.deadline, p.v, p.r, p.s));

        bool done = _callAs(caller, address(_token), data, refusal);

        vm.assertEq(_token.allowance(_alice, p.to), done ? p.value : 0, "allowance");
        vm.assertEq(_token.nonces(_alice), done ? 1 : 0, "used once");
        vm.assertEq(_token.balanceOf(_alice), HELD, "no token moves");
        if (!done) return;
        vm.prank(caller);
        (bool again, ) = address(_token).call(data);
        vm.assertTrue(!again, "a second use is refused");
    }

    /// @dev The signer that OpenZeppelin names: what the signature recovers to for the message it expects.
    function _invalidSigner(Signed memory p, uint256 stated) private view returns (bytes memory) {
        bytes32 expected = keccak256(abi.encode(PERMIT_TYPEHASH, _alice, p.to, stated, 0, p.deadline));
        address signer = ecrecover(_digest(expected), p.v, p.r, p.s);
        return abi.encodeWithSelector(ERC20Permit.ERC2612InvalidSigner.selector, signer, _alice);
    }

    /// @dev Moves `amount` of `from` and checks balances, votes and the delegated supply afterwards.
    function _move(
        address from,
        address to,
        uint256 amount,
        address caller,
        bytes memory data,
        bytes memory refusal
    ) private returns (bool moved) {
        uint256[2] memory balances = [_token.balanceOf(from), _token.balanceOf(to)];
        if (refusal.length == 0 && to == address(0)) {
            refusal = abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, to);
        } else if (refusal.length == 0 && amount > balances[0]) {
            bytes4 selector = IERC20Errors.ERC20InsufficientBalance.selector;
            refusal = abi.encodeWithSelector(selector, from, balances[0], amount);
        }

        moved = _callAs(caller, address(_token), data, refusal);

        uint256 change = moved && from != to ? amount : 0;
        vm.assertEq(_token.balanceOf(from), balances[0] - change, "tokens of the sender");
        vm.assertEq(_token.balanceOf(to), balances[1] + change, "tokens of the recipient");
        vm.assertEq(_token.totalSupply(), SUPPLY, "TOK1: the supply");
        uint256 votes = _token.balanceOf(_alice);
        vm.assertEq(_token.getVotes(DELEGATE), votes, "TOK3: the votes follow the tokens");
        vm.assertEq(_token.delegatedSupply(), votes, "TOK2: the delegated supply");
    }

    function _assertDelegated(address account, address to) private view {
        vm.assertEq(_token.delegates(account), to, "its delegate");
        vm.assertEq(_token.totalSupply(), SUPPLY, "TOK1: no token appears or vanishes");
        uint256 alice = _token.delegates(_alice) == address(0) ? 0 : HELD;
        uint256 bob = _token.delegates(BOB) == address(0) ? 0 : _token.balanceOf(BOB);
        uint256 other = account == _alice || account == BOB || to == address(0) ? 0 : _token.balanceOf(account);
        vm.assertEq(_token.delegatedSupply(), alice + bob + other, "TOK2: the delegated supply");
        uint256 votes =
            (_token.delegates(_alice) == to ? HELD : 0) + (_token.delegates(BOB) == to ? _token.balanceOf(BOB) : 0);
        if (to != address(0)) vm.assertEq(_token.getVotes(to), votes + other, "TOK3: the votes of the delegate");
        if (account != _alice) vm.assertEq(_token.delegates(_alice), DELEGATE, "nobody else's delegate");
    }

    /// @dev Anybody, or one of those who matter.
    function _recipient(address to, uint256 pick) private view returns (address) {
        uint256 kind = (pick >> 24) % 8;
        if (kind == 0) return address(0);
        if (kind == 1) return _alice;
        if (kind == 2) return BOB;
        return kind == 3 ? DELEGATE : to;
    }

    function _nonceAndDeadline(Signed memory s, uint256 pick) private pure returns (uint256 nonce, uint256 deadline) {
        nonce = (pick >> 8) % 4 == 0 ? s.nonce : 0;
        deadline = (pick >> 12) % 2 == 0 ? s.deadline : bound(s.deadline, START - 2, START + 2);
    }

    function _digest(bytes32 structHash) private view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", _token.DOMAIN_SEPARATOR(), structHash));
    }
}
