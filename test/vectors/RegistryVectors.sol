// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Written by registry-eip712.ts from the same data as registry-eip712.json; a test compares them.
library RegistryVectors {
    uint256 internal constant CHAIN_ID = 31337;
    address internal constant REGISTRY = 0xDa7A00000000000000000000000000000000DA7A;
    address internal constant OWNER = 0xC4Dea3255C5C7F2255921533aaE810E542d647E1;
    uint256 internal constant DEADLINE = 4102444800;
    bytes32 internal constant CONTRIBUTION_ID = 0x07f8fd03f383cb00aa791f40b30e2f62d9f07d7f3bac7a6d716921fd3870c76a;
    bytes32 internal constant DOMAIN_SEPARATOR = 0xbefdae8aee579dcfd70923a2c85c2c3db0deb545d4562414b557fae0ede24c71;
    bytes32 internal constant CONTRIBUTE_CIPHERTEXT_HASH =
        0x96b0b0d069a9e1c80aa584fb11323244037a6f0eac9b9e4bfbf3de596eaf9f5a;
    uint32 internal constant CONTRIBUTE_MASK = 5;
    string internal constant CONTRIBUTE_URI =
        unicode"sha256:73fb93ac7f46eeedf848bed304926136d00472fd87e2bee97bc1306cef66948d";
    bytes32 internal constant CONTRIBUTE_STRUCT_HASH =
        0x10667b54795ed26be49d27c6fcb1c3771fc8c6f750759b6798400a871defcf62;
    bytes32 internal constant CONTRIBUTE_DIGEST = 0x99db91d2c07fbb7fc9e138fdd0da097aceb43b3f30b0844d45442df069cd5e6c;
    bytes internal constant CONTRIBUTE_SIGNATURE =
        hex"7d24d249d67e1c9f15787880fcd5ccb4833d91b0c46608222bc7e517de79c3a2662f688198b53d3881804dca5b71f61218fe39d19afdf3b848c701f86a1e88d71b";
    bytes32 internal constant UPDATE_CIPHERTEXT_HASH =
        0xfba93c60fe03811a1767f166d4dfa31148fa4d3d0af3734fb0d594bb0043f7d6;
    string internal constant UPDATE_URI = unicode"https://example.org/données/€/✓";
    bytes32 internal constant UPDATE_STRUCT_HASH = 0x4c9701b2c514bee92610ea721f8c6f8a1331912c14dd9c87b96bd91cd0026baf;
    bytes32 internal constant UPDATE_DIGEST = 0x14fb74638dc38f20bdbfc1ecd3f4291e3fb0ec2c441c46ac00da35f88299141a;
    bytes internal constant UPDATE_SIGNATURE =
        hex"73e3a68a6dbd6d6c7c16cfdf7b098051260e7e457f028865b9f2d4715bdd877570ad93bcac9f7f3dc617a8c60308e63bda0b73c17c50a8e457c8d36e578f0c621b";
    uint32 internal constant SET_CONSENT_MASK = 4294967295;
    bytes32 internal constant SET_CONSENT_STRUCT_HASH =
        0x326758a1be53a8687e60b25d9c953b43b010b390892c80641e5db79171f86cc0;
    bytes32 internal constant SET_CONSENT_DIGEST = 0xcb30ef00a5f46d74539da805be6ab5cc7e70f7ada0acd4149efdb735849aad76;
    bytes internal constant SET_CONSENT_SIGNATURE =
        hex"8d1901fc91e8845bba6daa3aa798987ad72f3fa1c2fc1fcf03aacc53d5927a1563c413b86512f38b0fa66310543a1c451eb672ab111bb7b18e4e8737ce93e24a1b";
    bytes32 internal constant REMOVE_STRUCT_HASH = 0x3173c697ff1989a0d17ac2e3acadbf49d95540866dddb01d646fa05df3794b4c;
    bytes32 internal constant REMOVE_DIGEST = 0x297644a46f57139cdbbaa39cfa437c14c2bc15c4b4e33c4f06ae28121671f16d;
    bytes internal constant REMOVE_SIGNATURE =
        hex"aebcb54f05d2a20847794d3999065d4ba8b80f72a399f044967b5d41e8ac287938ac7dcb520f4afa27ba17a4d2b721b67302b010f01aaf97f9298703dd7dd40f1b";
}
