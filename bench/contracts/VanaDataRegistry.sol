// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

/// @title Registration as in Vana's first DataRegistry
/// @notice Written anew for the gas benchmark; registers, but is not meant to be deployed.
/// @dev Kept: the file with its owner, address on the web and block, the index by the address's hash, one key per
/// account that may read, the pause. Left out: the proxy, roles, relayed callers, proofs of a file.
contract VanaDataRegistry is Pausable {
    struct File {
        address ownerAddress;
        string url;
        uint256 addedAtBlock;
        uint256 proofsCount;
        mapping(address account => string key) permissions;
    }

    struct Permission {
        address account;
        string key;
    }

    address internal _trustedForwarder;
    uint256 public filesCount;
    mapping(uint256 fileId => File file) internal _files;
    mapping(bytes32 urlHash => uint256 fileId) internal _urlHashToFileId;

    event FileAdded(uint256 indexed fileId, address indexed ownerAddress, string url);
    event PermissionGranted(uint256 indexed fileId, address indexed account);

    error FileUrlAlreadyUsed();

    function addFileWithPermissions(
        string memory url,
        address ownerAddress,
        Permission[] memory permissions
    ) external whenNotPaused returns (uint256) {
        uint256 fileId = _addFile(url, ownerAddress);
        for (uint256 i = 0; i < permissions.length; i++) {
            _files[fileId].permissions[permissions[i].account] = permissions[i].key;
            emit PermissionGranted(fileId, permissions[i].account);
        }
        return fileId;
    }

    function filePermissions(uint256 fileId, address account) external view returns (string memory) {
        return _files[fileId].permissions[account];
    }

    function files(uint256 fileId) external view returns (address ownerAddress, string memory url, uint256 block_) {
        File storage file = _files[fileId];
        return (file.ownerAddress, file.url, file.addedAtBlock);
    }

    function _addFile(string memory url, address ownerAddress) internal returns (uint256) {
        uint256 fileId = ++filesCount;
        bytes32 urlHash = keccak256(abi.encodePacked(url));
        if (_urlHashToFileId[urlHash] != 0) revert FileUrlAlreadyUsed();

        _files[fileId].ownerAddress = ownerAddress;
        _files[fileId].url = url;
        _files[fileId].addedAtBlock = block.number;
        _urlHashToFileId[urlHash] = fileId;
        emit FileAdded(fileId, ownerAddress, url);
        return fileId;
    }
}
