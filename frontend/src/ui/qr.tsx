/** A QR code that the kernel made: black on white in either scheme, so that every camera reads it. */

export interface QrCode {
  size: number;
  path: string;
}

export const Qr = ({ qr, says }: { qr: QrCode; says: string }) => (
  <svg class="qr" viewBox={`0 0 ${qr.size} ${qr.size}`} role="img" aria-label={says} shape-rendering="crispEdges">
    <rect width={qr.size} height={qr.size} fill="#fff" />
    <path d={qr.path} fill="#000" />
  </svg>
);
