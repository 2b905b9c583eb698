// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Written by tool-ids.ts from the same data as tool-ids.json; a test compares them.
library ToolVectors {
    uint256 internal constant CHAIN_ID = 31337;
    address internal constant REGISTRY = 0x7001000000000000000000000000000000000071;
    string internal constant NAME_0 = unicode"Journal 1.0";
    string internal constant URI_0 = unicode"https://tools.example/journal/1.0/";
    bytes32 internal constant CODE_HASH_0 = 0xa40f86e01a0e2bccb1ae0a4461ae6b2bada457980227452991678e9ae817053c;
    uint32 internal constant PURPOSES_0 = 8;
    bytes32 internal constant TOOL_ID_0 = 0x1c8435d2d4ba0be7b1d4f184535bf07e174cd6f7b4067dc4fba626eb0447e363;
    string internal constant NAME_1 = unicode"Träume ✓";
    string internal constant URI_1 = unicode"https://example.org/outils/rêves/€";
    bytes32 internal constant CODE_HASH_1 = 0xefa26bab5a5c8fcd94cb5ef36b1990e0e225fdb9aeaefe855de10b2b3e48f69e;
    uint32 internal constant PURPOSES_1 = 127;
    bytes32 internal constant TOOL_ID_1 = 0x2df3887efd4fd8eb5d29aa372c111de3094cfa0e8aa8253d4eb4ef2547235d52;
    string internal constant NAME_2 = unicode"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn";
    string internal constant URI_2 =
        unicode"uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu";
    bytes32 internal constant CODE_HASH_2 = 0xa6fc58aca7a83ec29c81ae4b178a2dd3da387cb55d242971bcd607a2991ce8a6;
    uint32 internal constant PURPOSES_2 = 1;
    bytes32 internal constant TOOL_ID_2 = 0x18c0a373e8611bcd896c7780f3761f1ce814fcb52c10954e537fff96ce3529af;
}
