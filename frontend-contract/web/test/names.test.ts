import { describe, expect, it } from "vitest";
import { nameOf } from "../src/groups/names";
import { colourOf } from "../src/ui/Avatar";
import { ANDREW, group, LONDO } from "./fakes";

const person = (n: number) => ({
  uuid: `00000000-0000-4000-8000-${n}`,
  handle: `p${n}`,
  display_name: `Person ${n}`,
  role: null,
});

describe("a conversation's name", () => {
  it("of two is the other's", () => expect(nameOf(group(), ANDREW.uuid)).toBe(LONDO.display_name));

  it("of many has three names and how many there are besides", () => {
    const members = [ANDREW, ...Array.from({ length: 19 }, (_, i) => person(i + 1))];
    const many = group({
      handle: null,
      members: members.slice(0, 5),
      member_count: 20,
      display_name: members.map((m) => m.display_name).join(", "),
    });
    expect(nameOf(many, ANDREW.uuid)).toBe("Person 1, Person 2, Person 3 and 16 others");
  });
});

describe("a group's name", () => {
  const members = [ANDREW, LONDO, person(1)];
  const three = (title: string | null, display_name: string) =>
    group({ kind: "group", handle: null, members, member_count: 3, title, display_name });

  it("is its title", () => expect(nameOf(three("Zocalo", "Zocalo"), ANDREW.uuid)).toBe("Zocalo"));

  it("without a title has the others' names and not one's own", () =>
    expect(nameOf(three(null, "?"), ANDREW.uuid)).toBe("Londo Mollari, Person 1"));

  it("is what the server calls it while one does not know who one is", () =>
    expect(nameOf(three(null, "Londo Mollari and 1 more"), undefined)).toBe("Londo Mollari and 1 more"));

  it("says that one is alone", () =>
    expect(nameOf({ ...three(null, ""), members: [ANDREW], member_count: 1 }, ANDREW.uuid)).toBe("Only you"));
});

describe("colours", () => {
  it("do not collide as long as there are some left, and stay", () => {
    const people = ["andrewbrown", "bayko", "londo", "granite", "marisol", "tomek", "yuki"];
    const colours = people.map(colourOf);
    expect(new Set(colours).size).toBe(people.length);
    expect(people.map((handle) => colourOf(handle.toUpperCase()))).toEqual(colours);
  });
});
