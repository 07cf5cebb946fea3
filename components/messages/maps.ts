export const maps = ["openstreetmap", "amap", "google"] as const;
export type MapChoice = (typeof maps)[number];

/** The address of a place in a map. */
export function mapHref(map: MapChoice, latitude: number, longitude: number): string {
  switch (map) {
    case "openstreetmap":
      return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
    case "amap":
      return `https://uri.amap.com/marker?position=${longitude},${latitude}&coordinate=wgs84`;
    case "google":
      return `https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`;
  }
}
