import { accountNamed, openChain } from "../stage.ts";
import type { Recorder } from "./recorder.ts";

const DAY = 86_400n;

/** The release of what has vested. */
export async function measureVesting(recorder: Recorder): Promise<void> {
  const connection = await openChain();
  const { ethers, networkHelpers } = connection;
  const [holder, stranger] = await ethers.getSigners();
  const beneficiary = await accountNamed(connection, "beneficiary");
  const heir = await accountNamed(connection, "heir");
  const start = BigInt(await networkHelpers.time.latest()) + DAY;
  const vesting = await ethers.deployContract("GPTVesting", [beneficiary, start]);
  const token = await ethers.deployContract("GPTToken", [holder!, holder!, vesting, holder!]);
  const measure = recorder.of("GPTVesting", vesting);
  const release = () => vesting.connect(stranger)["release(address)"](token);

  await networkHelpers.time.increaseTo(start + 200n * DAY);
  await measure("the first", release());
  await networkHelpers.time.increase(30n * DAY);
  await measure("a later one", release());
  await measure("", vesting.connect(beneficiary).transferOwnership(heir));
}
