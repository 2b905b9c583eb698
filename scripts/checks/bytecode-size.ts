import { readDeployableArtifacts } from "./deployable-artifacts.ts";

/** No contract is larger than 24,000 bytes: a chain refuses more than 24,576, and the last fix must still fit. */
const LIMIT_BYTES = 24_000;

const sizes = readDeployableArtifacts().map(({ contractName, deployedBytecode }) => ({
  contractName,
  bytes: (deployedBytecode.length - 2) / 2,
}));
const tooLarge = sizes.filter(({ bytes }) => bytes > LIMIT_BYTES);
for (const { contractName, bytes } of tooLarge) {
  console.log(
    `${contractName}: ${bytes} bytes, at most ${LIMIT_BYTES} are allowed. Move code to a library or drop it.`,
  );
}
if (sizes.length === 0) console.log('There are no artifacts. Run "npm run build" first.');
process.exitCode = sizes.length > 0 && tooLarge.length === 0 ? 0 : 1;
