declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { IconProps } from '@tabler/icons-react'
  import type { ComponentType } from 'react'
  const icon: ComponentType<IconProps>
  export default icon
}

declare module 'world-atlas/countries-110m.json' {
  import type { GeometryCollection, Topology } from 'topojson-specification'
  const world: Topology<{ countries: GeometryCollection }>
  export default world
}
