import { MitIdError } from '../errors';
import { DEFAULT_MERCHANT, type Merchant, type MerchantRegistration } from './options';
import { isWebUrl } from './web-url';

/** The customers of the simulated broker, by merchant id. */
export class Merchants {
  private readonly byId = new Map<string, Merchant>();

  /** @throws MitIdError `configuration_invalid` */
  constructor(merchants: readonly Merchant[]) {
    for (const merchant of merchants) this.register(merchant);
  }

  /**
   * Adds a merchant, or replaces the one with this id.
   *
   * @throws MitIdError `configuration_invalid` when the callback is no http(s) URL.
   */
  register(registration: MerchantRegistration): void {
    if (!isWebUrl(registration.callbackUrl)) {
      throw new MitIdError('configuration_invalid', {
        option: 'callbackUrl',
        problems: [`callbackUrl is no http or https URL: ${registration.callbackUrl}`],
      });
    }
    const { merchantId, merchantPassword, callbackUrl, profile, signs } = { ...this.firstCredentials, ...registration };
    this.byId.set(merchantId, {
      merchantId,
      merchantPassword,
      callbackUrl,
      ...(profile === undefined ? {} : { profile }),
      ...(signs === undefined ? {} : { signs }),
    });
  }

  get(merchantId: string): Merchant | undefined {
    return this.byId.get(merchantId);
  }

  /** The merchant whose credentials `simulator.eident` holds. */
  get first(): Merchant {
    for (const merchant of this.byId.values()) return merchant;
    return DEFAULT_MERCHANT;
  }

  private get firstCredentials(): Pick<Merchant, 'merchantId' | 'merchantPassword'> {
    const { merchantId, merchantPassword } = this.first;
    return { merchantId, merchantPassword };
  }

  /** Whether `url` lies at the origin of the merchant's callback, or of anyone's where no merchant is known. */
  ownsOriginOf(url: string, merchant: Merchant | undefined): boolean {
    if (!isWebUrl(url)) return false;
    const owners = merchant === undefined ? [...this.byId.values()] : [merchant];
    return owners.some(({ callbackUrl }) => new URL(callbackUrl).origin === new URL(url).origin);
  }
}
