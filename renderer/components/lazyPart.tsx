import { type ComponentType, lazy, useState } from 'react';

type Module<Props> = { default: ComponentType<Props> };

/**
 * A component whose code comes with its first use, or ahead of it by `load()`. Once here it is drawn at once: React's own
 * lazy shows its fallback even then, and holds that for 300 ms.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<Module<Props>>,
): ComponentType<Props> & { load: () => Promise<void> } {
  let here: ComponentType<Props> | undefined;
  const fetched = async () => {
    const module = await load();
    here = module.default;
    return module;
  };
  const Later = lazy(fetched) as unknown as ComponentType<Props>;
  function LazyPart(props: Props) {
    // One choice for as long as it stands: another component would begin anew.
    const [Part] = useState(() => here ?? Later);
    return <Part {...props} />;
  }
  LazyPart.load = async () => {
    await fetched();
  };
  return LazyPart;
}
