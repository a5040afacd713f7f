/** The trainer's desk in the kernel. */

export { Desk, download, type Reply } from "../hosts/desk";
